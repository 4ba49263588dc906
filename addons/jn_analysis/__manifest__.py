{
    "name": "Government service revisits: analysis",
    "summary": "Answers of any period compared with the one before, causes in order, similar complaints, suggestions (Art. 10)",
    "version": "19.0.1.0.0",
    "author": "Jining Revisit contributors",
    "license": "LGPL-3",
    "category": "Government/Revisit",
    "depends": ["jn_warning", "jn_bulletin", "jn_papers", "jn_desk"],
    "external_dependencies": {"python": ["rjieba"]},
    "data": [
        "security/ir.model.access.csv",
        "security/jn_analysis_rules.xml",
        "views/jn_analysis_answer_views.xml",
        "views/jn_analysis_compared_views.xml",
        "views/jn_analysis_pareto_views.xml",
        "views/jn_similar_views.xml",
        "views/menus.xml",
    ],
    "assets": {
        "web.assets_backend": ["jn_analysis/static/src/**/*"],
        "web.assets_unit_tests": ["jn_analysis/static/tests/**/*"],
    },
}
