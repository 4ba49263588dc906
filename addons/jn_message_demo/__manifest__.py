{
    "name": "Government service revisits: demo phones",
    "summary": "Phones on the screen that get every message of a rehearsal database",
    "version": "19.0.1.0.0",
    "author": "Jining Revisit contributors",
    "license": "LGPL-3",
    "category": "Government/Revisit",
    "depends": ["jn_message"],
    "data": [
        "security/ir.model.access.csv",
        "data/jn_message_account.xml",
        "views/jn_demo_phone_views.xml",
        "views/menus.xml",
    ],
    "assets": {"web.assets_backend": ["jn_message_demo/static/src/demo_phone.scss"]},
}
