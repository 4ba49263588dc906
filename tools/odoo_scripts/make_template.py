"""The last steps of a template: the regulation, and the web client's files made ready."""

from . import pack_files


def main(env, pack):
    """Apply and publish the pack, and compile the asset bundles that every copy will share."""
    env["jn.pack"]._apply(pack_files.read(pack), publish=True)
    env["ir.qweb"]._pregenerate_assets_bundles()
