# shellcheck shell=bash disable=SC2034,SC2154 # shared with run
# Debian's arm64 Java with the libraries it needs, unpacked and not installed: made once and kept.
# The packages come from where this machine has its own from, by an apt with a state of its own, so
# that this machine's package database and architectures stay as they are.

arm64_package=openjdk-17-jre-headless
# A system that runs systemd has it, and OSHI loads it.
arm64_libraries=(libudev1)

make_sysroot() {
  sysroot=$arm64_dir/sysroot
  arm64_java=$sysroot/usr/lib/jvm/java-17-openjdk-arm64/bin/java
  mkdir -p "$arm64_dir"
  # Programs are run from there, and others may write beside it.
  [[ -O $arm64_dir ]] || die "$arm64_dir belongs to somebody else: set R58_FLEET_ARM64_DIR"
  (
    # One run at a time makes it.
    flock 9
    sysroot_is_made || fetch_sysroot
  ) 9>"$arm64_dir/lock"
}

sysroot_recipe() { sha256sum <"${BASH_SOURCE[0]}"; }

# The mark is written last; and what cleans up temporary folders may have taken files since.
sysroot_is_made() {
  [[ $(cat "$arm64_dir/made" 2>/dev/null) == "$(sysroot_recipe)" ]] && run_arm64_java -version >/dev/null 2>&1
}

run_arm64_java() { timeout 60 qemu-aarch64-static -L "$sysroot" "$arm64_java" "$@"; }

fetch_sysroot() {
  say "Fetching Debian's $arm64_package for arm64 into $arm64_dir"
  local log=$arm64_dir/made.log apt=$arm64_dir/apt package
  rm -rf "$sysroot" "$apt" "$arm64_dir/made"
  mkdir -p "$sysroot" "$apt"/{state/lists,cache/archives}/partial
  : >"$apt/state/status"
  {
    arm64_apt update -qq && arm64_apt install -y -qq --download-only "$arm64_package" "${arm64_libraries[@]}"
  } >"$log" 2>&1 || {
    tail -n 5 "$log" >&2
    die "apt-get found no $arm64_package for arm64; see $log"
  }
  for package in "$apt"/cache/archives/*.deb; do
    dpkg-deb -x "$package" "$sysroot"
  done
  rm -rf "$apt"
  keep_links_inside
  run_arm64_java -version >>"$log" 2>&1 || die "the arm64 Java does not run; see $log"
  sysroot_recipe >"$arm64_dir/made"
}

arm64_apt() {
  local apt=$arm64_dir/apt
  timeout 240 apt-get -o Dir::State="$apt/state" -o Dir::State::status="$apt/state/status" \
    -o Dir::Cache="$apt/cache" -o Dir::Log="$apt" -o APT::Architecture=arm64 -o APT::Architectures=arm64 \
    -o APT::Install-Recommends=false "$@"
}

# Absolute links would lead to this machine's own files.
keep_links_inside() {
  local link target
  while IFS= read -r -d '' link && IFS= read -r -d '' target; do
    ln -sfnr "$sysroot$target" "$link"
  done < <(find "$sysroot" -type l -lname '/*' -printf '%p\0%l\0')
}

# make_java_home: what the launcher takes for a Java, so that it runs as it is.
make_java_home() {
  java_home=$run_dir/java
  mkdir -p "$java_home/bin"
  printf '#!/bin/sh\nexec qemu-aarch64-static -L %q %q "$@"\n' "$sysroot" "$arm64_java" >"$java_home/bin/java"
  chmod 755 "$java_home/bin/java"
}
