# Finds a JDK that can build and run Tocsin. Sourced by `tocsin`, `quality/format` and `.ci/run`.

readonly TOCSIN_JAVA_RELEASE=25

# Prints the feature release of the JDK in directory $1 (25 for 25.0.3); nothing when there is none.
jdk_release() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
  local version=""
  if [ -r "$1/release" ]; then
    version=$(sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9]*\).*/\1/p' "$1/release")
  fi
  if [ -z "$version" ]; then
    version=$("$1/bin/java" -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p')
  fi
  printf '%s' "$version"
}

# Prints the directories in which a JDK usually lies, one per line, JAVA_HOME first.
jdk_candidates() {
  [ -z "${JAVA_HOME:-}" ] || printf '%s\n' "$JAVA_HOME"
  if [ -x /usr/libexec/java_home ]; then
    /usr/libexec/java_home -v "$TOCSIN_JAVA_RELEASE+" 2>/dev/null
  fi
  local directory
  for directory in \
    /usr/lib/jvm/* /usr/java/* /opt/*jdk* /opt/java/* /opt/*/jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* \
    "$HOME"/.asdf/installs/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [ ! -d "$directory" ] || printf '%s\n' "$directory"
  done
  local java
  if java=$(command -v javac 2>/dev/null); then
    while [ -L "$java" ]; do
      local link
      link=$(readlink "$java")
      case "$link" in /*) java=$link ;; *) java=$(dirname "$java")/$link ;; esac
    done
    dirname "$(dirname "$java")"
  fi
}

# Prints the home of the first JDK that is new enough; else says how to get one and exits 3.
find_jdk() {
  local home release
  while IFS= read -r home; do
    release=$(jdk_release "$home")
    if [ -n "$release" ] && [ "$release" -ge "$TOCSIN_JAVA_RELEASE" ]; then
      printf '%s' "$home"
      return 0
    fi
  done < <(jdk_candidates)
  cat >&2 <<END
tocsin needs a JDK of release $TOCSIN_JAVA_RELEASE or later, and found none (looked at JAVA_HOME, the usual places, and javac on the PATH).
Install one, for example Eclipse Temurin $TOCSIN_JAVA_RELEASE from https://adoptium.net, or with SDKMAN!: sdk install java $TOCSIN_JAVA_RELEASE-tem
Then set JAVA_HOME to its directory and run the command again.
END
  exit 3
}

# Fails with a word on how to install Maven when there is none.
require_maven() {
  command -v mvn >/dev/null 2>&1 && return 0
  cat >&2 <<END
tocsin needs Maven (3.8.7 or later) to build itself, and mvn is not on the PATH.
Install it, for example: apt-get install maven (Debian, Ubuntu) or brew install maven (macOS), then run the command again.
END
  exit 3
}
