{
    "name": "Government service revisits: messages",
    "summary": "Outbox, inbox, templates, accounts and the ladder of channels",
    "version": "19.0.1.0.0",
    "author": "Jining Revisit contributors",
    "license": "LGPL-3",
    "category": "Government/Revisit",
    "depends": ["jn_flow"],
    "data": [
        "security/ir.model.access.csv",
        "security/jn_message_rules.xml",
        "data/ir_cron.xml",
        "views/ir_actions_server_views.xml",
        "views/jn_message_views.xml",
        "views/jn_message_template_views.xml",
        "views/jn_message_account_views.xml",
        "views/menus.xml",
    ],
}
