{
    "name": "Government service revisits: WeChat",
    "summary": "Template messages of a WeChat official account, its receipts and replies",
    "version": "19.0.1.0.0",
    "author": "Jining Revisit contributors",
    "license": "LGPL-3",
    "category": "Government/Revisit",
    "depends": ["jn_message"],
    "external_dependencies": {"python": ["odoo-wechatpy"]},
}
