import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** What a pack would change, one sentence each, by file or by article. */
export class PackPlan extends Component {
    static template = "jn_pack.Plan";
    static props = { ...standardFieldProps };

    setup() {
        this.state = useState({ by: "file" });
    }

    get files() {
        return this.props.record.data[this.props.name] || [];
    }

    get count() {
        return this.rows.filter((row) => !row.is_note).length;
    }

    get rows() {
        return this.files.flatMap((group) => group.rows);
    }

    get groups() {
        return this.state.by === "file" ? this.byFile : this.byArticle;
    }

    get byFile() {
        return this.files.map((group) => ({ name: group.file || _t("In force, once published"), rows: group.rows }));
    }

    /** A change that is about several articles stands under each of them. */
    get byArticle() {
        const groups = new Map();
        for (const row of this.rows) {
            for (const number of row.articles.length ? row.articles : [0]) {
                groups.set(number, [...(groups.get(number) || []), row]);
            }
        }
        const numbers = [...groups.keys()].sort((one, other) => one - other);
        return numbers.map((number) => ({ name: this.articleName(number), rows: groups.get(number) }));
    }

    articleName(number) {
        return number ? _t("Article %s", number) : _t("Without an article");
    }
}

registry.category("fields").add("jn_pack_plan", { component: PackPlan, supportedTypes: ["json"] });
