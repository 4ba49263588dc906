import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** What is configured, by kind; each name opens its record. */
export class CoveredGroups extends Component {
    static template = "jn_pack.CoveredGroups";
    static props = { groups: Array };

    setup() {
        this.action = useService("action");
    }

    open(item) {
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: item.model,
            res_id: item.id,
            views: [[false, "form"]],
        });
    }

    /** The items of a group under the part that they belong to. */
    parts(group) {
        const parts = new Map();
        for (const item of group.items) {
            parts.set(item.note, [...(parts.get(item.note) || []), item]);
        }
        return [...parts].map(([name, items]) => ({ name, items }));
    }
}

export class CoveredField extends Component {
    static template = "jn_pack.CoveredField";
    static components = { CoveredGroups };
    static props = { ...standardFieldProps };

    get groups() {
        return this.props.record.data[this.props.name] || [];
    }
}

registry.category("fields").add("jn_pack_covered", { component: CoveredField, supportedTypes: ["json"] });
