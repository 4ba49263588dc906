import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { Layout } from "@web/search/layout";
import { CoveredGroups } from "../covered/covered";

/** The regulation article by article: what stands behind each, and what stands behind none. */
export class Coverage extends Component {
    static template = "jn_pack.Coverage";
    static components = { CoveredGroups, Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.display = { controlPanel: {} };
        this.state = useState({ articles: [], loose: [], open: null, search: "", bare: false });
        onWillStart(async () => Object.assign(this.state, await this.orm.call("jn.pack", "coverage", [])));
    }

    get bareCount() {
        return this.state.articles.filter((article) => !article.groups.length).length;
    }

    get looseCount() {
        return this.state.loose.reduce((sum, group) => sum + group.items.length, 0);
    }

    get shown() {
        const words = this.state.search.trim();
        return this.state.articles.filter(
            (article) =>
                (!this.state.bare || !article.groups.length) &&
                (!words || [article.name, article.chapter, article.words].some((text) => text.includes(words)))
        );
    }

    get placeholder() {
        return _t("Search the articles");
    }

    get chapters() {
        const chapters = new Map();
        for (const article of this.shown) {
            const name = `${article.pack} · ${article.chapter}`;
            chapters.set(name, [...(chapters.get(name) || []), article]);
        }
        return [...chapters].map(([name, articles]) => ({ name, articles }));
    }

    toggle(article) {
        this.state.open = this.state.open === article.id ? null : article.id;
    }

    openArticle(article) {
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "jn.article",
            res_id: article.id,
            views: [[false, "form"]],
        });
    }
}

registry.category("actions").add("jn_pack.coverage", Coverage);
