import { Component, onWillStart, onWillUnmount, useEffect, useRef } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const BLUE = "#1f6fb2", RED = "#c0392b", GREY = "#6c757d", AMBER = "#b7791f";

const percent = (share) => (share === null ? null : Math.round(share * 10000) / 100);

/** The datasets of a control chart: the figure with its flagged points, centre, limits of chance, and the rule's line. */
export function datasetsOf(chart) {
    const scale = chart.is_rate ? percent : (value) => value;
    const line = (label, values, borderColor, more = {}) => ({
        label, borderColor, data: values.map(scale), backgroundColor: "transparent", borderWidth: 1.5, pointRadius: 0, spanGaps: true, ...more,
    });
    const color = (point) => (point.flag ? RED : BLUE);
    const sets = [
        line(_t("Figure"), chart.points.map((point) => point.share), BLUE, {
            borderWidth: 2,
            pointRadius: chart.points.map((point) => (point.flag ? 6 : 3)),
            pointStyle: chart.points.map((point) => (point.flag ? "rectRot" : "circle")),
            pointBackgroundColor: chart.points.map(color),
            pointBorderColor: chart.points.map(color),
        }),
    ];
    if (chart.centre !== null) {
        const limit = { borderDash: [3, 3], stepped: "middle" };
        sets.push(
            line(_t("Centre line"), chart.points.map(() => chart.centre), GREY),
            line(_t("Least by chance"), chart.points.map((point) => point.low), GREY, limit),
            line(_t("Most by chance"), chart.points.map((point) => point.high), GREY, limit)
        );
    }
    sets.push(line(_t("Warning line"), chart.points.map(() => chart.line), AMBER, { borderDash: [8, 4] }));
    return sets;
}

/** What stands in words beside the graph, for readers and for whoever does not see it; without limits chance says nothing. */
export function wordsOf(chart) {
    if (chart.centre === null) {
        return "";
    }
    const flagged = chart.points.map((point, place) => (point.flag ? chart.labels[place] : null)).filter(Boolean);
    if (!flagged.length) {
        return _t("No week is unusual: chance alone explains them all.");
    }
    return _t("Unusual weeks, beginning on: %(weeks)s", { weeks: flagged.join(", ") });
}

/** A small control chart: figure, centre line, limits; unusual points are red diamonds. */
export class PChart extends Component {
    static template = "jn_warning.PChart";
    static props = { chart: Object };

    setup() {
        this.canvas = useRef("canvas");
        this.graph = null;
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(() => this.draw(), () => [this.props.chart]);
        onWillUnmount(() => this.graph?.destroy());
    }

    get words() {
        return wordsOf(this.props.chart);
    }

    draw() {
        const { chart } = this.props;
        this.graph?.destroy();
        this.graph = new Chart(this.canvas.el, {
            type: "line",
            data: { labels: chart.labels, datasets: datasetsOf(chart) },
            options: {
                animation: false,
                maintainAspectRatio: false,
                interaction: { mode: "index", intersect: false },
                scales: {
                    y: { ticks: { callback: (value) => (chart.is_rate ? `${value}%` : value) }, ...(chart.is_rate ? { max: 100 } : { min: 0 }) },
                    x: { ticks: { maxRotation: 0, autoSkip: true } },
                },
                plugins: {
                    legend: { position: "bottom", labels: { boxWidth: 18, boxHeight: 1 } },
                    tooltip: { callbacks: { label: (item) => this.label(item) } },
                },
            },
        });
    }

    label(item) {
        const point = this.props.chart.points[item.dataIndex];
        const counts = item.datasetIndex === 0 && point.denominator ? ` (${point.numerator}/${point.denominator})` : "";
        return `${item.dataset.label}: ${item.formattedValue}${this.props.chart.is_rate ? "%" : ""}${counts}`;
    }
}

/** The control chart of a record's field. */
export class PChartField extends Component {
    static template = "jn_warning.PChartField";
    static components = { PChart };
    static props = { ...standardFieldProps };

    get chart() {
        return this.props.record.data[this.props.name];
    }
}

registry.category("fields").add("jn_p_chart", { component: PChartField, supportedTypes: ["json"] });
