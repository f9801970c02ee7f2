# shellcheck shell=bash disable=SC2034,SC2154 # shared with run
# The archive, and the native libraries in its jars.

unpack_archive() {
  local archive
  archive=$(echo "$root"/dist/r58-fleet-[0-9]*.tar.gz)
  dist=$run_dir/dist
  mkdir "$run_dir/unpacked"
  tar -xzf "$archive" -C "$run_dir/unpacked" --strip-components=1
  mv "$run_dir/unpacked/dist" "$dist"
}

check_natives() {
  local program
  for program in fleet-agent fleetctl fleetd; do
    check "every native library of $program has a build for Linux on aarch64" natives_are_whole "$program"
  done
}

# natives_are_whole PROGRAM
natives_are_whole() {
  local jar names name entry bad=0
  [[ -z $(find "$dist/lib/$1" -type f ! -name '*.jar') ]] || {
    echo "More than jars in lib/$1:"
    ls "$dist/lib/$1"
    return 1
  }
  for jar in "$dist/lib/$1"/*.jar; do
    names=$(jar -tf "$jar" | { grep -E '\.so(\.[0-9]+)*$' || :; })
    while read -r name; do
      entry=$(grep -E "/linux[-/](aarch64|arm64)/$name\$" -i <<<"$names" | head -n 1) || :
      if is_aarch64 "$jar" "$entry"; then
        echo "${jar##*/}: $entry"
      else
        echo "${jar##*/}: $name has no build for aarch64 (found: ${entry:-none})"
        bad=1
      fi
    done < <(awk -F/ 'NF { print $NF }' <<<"$names" | sort -u)
  done
  return "$bad"
}

# is_aarch64 JAR ENTRY: by the machine in its ELF header, 183.
is_aarch64() {
  [[ -n $2 ]] || return 1
  local folder=$run_dir/native
  rm -rf "$folder"
  mkdir "$folder"
  (cd "$folder" && jar -xf "$1" "$2")
  [[ $(od -An -tu2 -j18 -N2 "$folder/$2") -eq 183 ]]
}
