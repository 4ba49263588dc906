{
    "name": "Government service revisits: organisation",
    "summary": "Units, people, matters, roles, calendars, the clock and who sees what",
    "version": "19.0.1.0.0",
    "author": "Jining Revisit contributors",
    "license": "LGPL-3",
    "category": "Government/Revisit",
    "depends": ["base", "web", "mail", "mail_bot", "jn_rules"],
    "external_dependencies": {"python": ["chinesecalendar"]},
    "data": [
        "security/jn_org_groups.xml",
        "security/ir.model.access.csv",
        "security/jn_org_rules.xml",
        "views/jn_unit_views.xml",
        "views/jn_matter_views.xml",
        "wizards/jn_calendar_load_views.xml",
        "views/jn_calendar_views.xml",
        "views/jn_role_holder_views.xml",
        "views/res_users_views.xml",
        "views/jn_health_views.xml",
        "views/jn_org_menus.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "jn_org/static/src/**/*",
            # The packaged Odoo lists this file and does not ship it: every page would log an error.
            ("remove", "mail/static/lib/selfie_segmentation/selfie_segmentation.js"),
        ],
        "web.assets_unit_tests": ["jn_org/static/tests/**/*"],
    },
    "application": True,
}
