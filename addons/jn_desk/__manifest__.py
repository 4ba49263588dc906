{
    "name": "Revisit: my day",
    "summary": "What waits for each person today, what is late, what came back; and word of it at once",
    "version": "19.0.1.0.0",
    "license": "LGPL-3",
    "author": "Jining Revisit contributors",
    "category": "Services/Government",
    "depends": ["jn_intake"],
    "data": [
        "security/ir.model.access.csv",
        "security/jn_desk_rules.xml",
        "data/ir_cron.xml",
        "data/jn_desk_list.xml",
        "views/jn_desk_list_views.xml",
        "views/jn_case_views.xml",
        "views/menus.xml",
    ],
    "assets": {
        "web.assets_backend": ["jn_desk/static/src/**/*"],
        "web.assets_unit_tests": ["jn_desk/static/tests/**/*"],
    },
}
