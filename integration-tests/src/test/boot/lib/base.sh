# shellcheck shell=bash disable=SC2154 # boot_dir is run's
# The Debian that every machine of a run starts from, made once and kept: `plain` as a device comes
# from its maker, and on top of it `java`, which has what install.sh would else fetch.

base_packages=systemd,systemd-sysv,dbus,git,jq,ca-certificates,openssl,iproute2,procps,faketime,curl
# What install.sh installs where it is missing. In `plain` they are fetched and not installed: the
# machines have no way out of their own network.
late_packages=(openjdk-17-jre-headless polkitd)
# What a case installs.
case_packages=(nginx-light)

make_base() {
  plain=$boot_dir/plain java=$boot_dir/java
  local made
  made=$(sha256sum <"${BASH_SOURCE[0]}")
  [[ $(cat "$boot_dir/made" 2>/dev/null) != "$made" ]] || return 0
  say "Making the Debian that the machines start from, in $boot_dir"
  rm -rf "$plain" "$java" "$boot_dir/work" "$boot_dir/made"
  mkdir -p "$plain" "$java" "$boot_dir/work"
  local suite mirror
  suite=$(. /etc/os-release && echo "${VERSION_CODENAME:-bookworm}")
  mirror=$(apt_mirror "$suite")
  [[ -n $mirror ]] || die "apt's sources on this machine name no mirror of Debian $suite"
  if ! debootstrap --variant=minbase --include="$base_packages" "$suite" "$plain" "$mirror" >"$boot_dir/base.log" 2>&1; then
    tail -n 5 "$boot_dir/base.log" >&2
    die "debootstrap failed; see $boot_dir/base.log"
  fi
  local unit
  for unit in apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer fstrim.timer console-getty.service; do
    ln -sf /dev/null "$plain/etc/systemd/system/$unit"
  done
  {
    chroot "$plain" apt-get update -qq
    chroot "$plain" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends --download-only "${late_packages[@]}" "${case_packages[@]}"
    mount -t overlay overlay -o "lowerdir=$plain,upperdir=$java,workdir=$boot_dir/work" "$boot_dir/work"
    chroot "$boot_dir/work" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${late_packages[@]}"
    umount "$boot_dir/work"
  } >>"$boot_dir/base.log" 2>&1 || die "apt-get failed in the base image; see $boot_dir/base.log"
  echo "$made" >"$boot_dir/made"
}

# apt_mirror SUITE: where this machine itself has its packages from.
apt_mirror() {
  # shellcheck disable=SC2016 # apt's own placeholders
  apt-get indextargets --format '$(REPO_URI) $(CODENAME) $(COMPONENT)' 'Created-By: Packages' |
    awk -v suite="$1" '$2 == suite && $3 == "main" { print $1; exit }'
}
