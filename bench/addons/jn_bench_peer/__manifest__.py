{
    "name": "Revisit: the peer of measurements",
    "summary": "A bare copy of the case, for a time rule of base_automation; never installed but by ./jn bench",
    "version": "19.0.1.0.0",
    "license": "LGPL-3",
    "author": "Jining Revisit contributors",
    "category": "Hidden",
    "depends": ["base_automation", "jn_revisit"],
    "data": ["security/ir.model.access.csv"],
}
