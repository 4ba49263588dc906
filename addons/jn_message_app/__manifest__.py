{
    "name": "Government service revisits: app",
    "summary": "Messages to the city's mobile app through a signed webhook",
    "version": "19.0.1.0.0",
    "author": "Jining Revisit contributors",
    "license": "LGPL-3",
    "category": "Government/Revisit",
    "depends": ["jn_message"],
}
