{
    "name": "Revisit: the empty call of measurements",
    "summary": "A method that does nothing, to be called over JSON-2; never installed but by ./jn bench",
    "version": "19.0.1.0.0",
    "license": "LGPL-3",
    "author": "Jining Revisit contributors",
    "category": "Hidden",
    "depends": ["base"],
}
