import { Component, useState } from "@odoo/owl";

const CUSTOM = "custom";

/** A period as people choose it: a word of the list, or two days. `onChoose` hears of it once it is whole. */
export class PeriodChoice extends Component {
    static template = "jn_analysis.PeriodChoice";
    static props = { periods: Array, asked: { type: [String, Array] }, period: Array, onChoose: Function };

    setup() {
        this.custom = CUSTOM;
        const own = Array.isArray(this.props.asked);
        this.state = useState({ word: own ? CUSTOM : this.props.asked, days: [...this.props.period] });
    }

    chooseWord(ev) {
        this.state.word = ev.target.value;
        if (this.state.word !== CUSTOM) {
            return this.props.onChoose(this.state.word);
        }
        this.state.days = [...this.props.period];
        return undefined;
    }

    /** Days are sent once both are there and in order. */
    chooseDay(place, ev) {
        this.state.days[place] = ev.target.value;
        const [first, last] = this.state.days;
        return first && last && first <= last ? this.props.onChoose([first, last]) : undefined;
    }
}
