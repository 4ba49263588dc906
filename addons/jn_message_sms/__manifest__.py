{
    "name": "Government service revisits: SMS",
    "summary": "Texts through Aliyun or through a signed HTTP gateway of the carrier",
    "version": "19.0.1.0.0",
    "author": "Jining Revisit contributors",
    "license": "LGPL-3",
    "category": "Government/Revisit",
    "depends": ["jn_message"],
    "external_dependencies": {"python": ["alibabacloud-dysmsapi20170525"]},
}
