#!/usr/bin/env bash
# The programs of Debian that the tests use: installed when root, else named with the command to type.
set -euo pipefail

wanted=()
command -v chromium >/dev/null || wanted+=(chromium)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || wanted+=(postgresql)
command -v redis-server >/dev/null || wanted+=(redis-server)
command -v pdftotext >/dev/null || wanted+=(poppler-utils)
command -v soffice >/dev/null || wanted+=(libreoffice-writer-nogui)
command -v pgrep >/dev/null || wanted+=(procps)
[ ${#wanted[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ]; then
    echo "The tests need programs that are not on this machine. Type:"
    echo "    sudo apt-get install --no-install-recommends ${wanted[*]}"
    exit 0
fi
echo "installing ${wanted[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# only the programs: the tests start a PostgreSQL of their own
mkdir -p /etc/postgresql-common
[ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null
