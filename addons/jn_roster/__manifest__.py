{
    "name": "Government service revisits: roster",
    "summary": "Units, people and matters from tables, and handing over what people leave behind",
    "version": "19.0.1.0.0",
    "author": "Jining Revisit contributors",
    "license": "LGPL-3",
    "category": "Government/Revisit",
    "depends": ["jn_intake"],
    "data": [
        "security/ir.model.access.csv",
        "data/jn_intake_column.xml",
        "views/jn_intake_upload_views.xml",
        "wizards/jn_roster_password_views.xml",
        "wizards/jn_handover_views.xml",
        "wizards/jn_unit_handover_views.xml",
        "views/menus.xml",
    ],
}
