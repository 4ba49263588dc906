{
    "name": "Jining Revisit: Rules",
    "summary": "Deadlines, answers, formulas, samples: pure decisions without a database",
    "version": "19.0.1.0.0",
    "author": "Jining Revisit contributors",
    "license": "LGPL-3",
    "category": "Services/Government",
    "depends": ["base"],
    "external_dependencies": {
        "python": ["simpleeval", "phonenumbers", "PyYAML", "jsonschema"],
    },
}
