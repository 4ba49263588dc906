#!/usr/bin/env bash
# What a container does: init (make or update the database, once), web, cron; else any Odoo command.
set -euo pipefail

: "${JN_HOME:=/opt/jn}" "${PGDATABASE:=jining}" "${JN_WORKERS:=4}"
export PGDATABASE

# NAME_FILE=/run/secrets/x gives NAME the file's content, as the official images do.
for name in PGPASSWORD JN_LINK_KEY; do
    file="${name}_FILE"
    if [[ -n "${!file:-}" ]]; then
        export "${name}=$(<"${!file}")"
    fi
done

options=(
    "--database=${PGDATABASE}"
    "--addons-path=${JN_HOME}/addons"
    "--data-dir=/var/lib/odoo"
)

addons() {
    local manifest names=()
    for manifest in "${JN_HOME}"/addons/*/__manifest__.py; do
        manifest="${manifest%/__manifest__.py}"
        [[ "${manifest##*/}" == test_* ]] || names+=("${manifest##*/}")
    done
    local IFS=,
    echo "${names[*]}"
}

run_script() {
    python3 "${JN_HOME}/tools/odoo_scripts/runner.py" "$1" "$2" "${options[@]}"
}

is_ours() {
    [[ "$(psql -qAtXc "SELECT 1 FROM ir_config_parameter WHERE key = 'jn.setup'" 2>/dev/null)" == 1 ]]
}

first_start() {
    odoo server "${options[@]}" --init="$(addons)" --load-language=zh_CN --stop-after-init --no-http
    run_script make_template "{\"pack\": \"${JN_HOME}/config/packs/jining_2019\"}"
    run_script first_start '{"rehearsal": false, "demo": false, "development": false}'
    psql -qXc "INSERT INTO ir_config_parameter (key, value) VALUES ('jn.setup', '{}')"
}

case "${1:-web}" in
init)
    if is_ours; then
        odoo server "${options[@]}" --init="$(addons)" --update="$(addons)" --stop-after-init --no-http
    else
        first_start
    fi
    ;;
web)
    exec odoo server "${options[@]}" --no-database-list --http-interface=0.0.0.0 --proxy-mode \
        --workers="${JN_WORKERS}" --max-cron-threads=0
    ;;
cron)
    exec odoo server "${options[@]}" --no-http --workers=0 --max-cron-threads=2
    ;;
*)
    exec odoo "$@"
    ;;
esac
