# A virtual display with a window manager, a session bus and the fonts of the pictures.

# with_display COMMAND...: runs COMMAND on a display of its own; gives its exit code.
with_display() {
    local scratch status=0
    scratch=$(mktemp -d)
    mkdir -p "$scratch/fontconfig" "$scratch/run" && chmod 700 "$scratch/run"
    cat >"$scratch/fontconfig/fonts.conf" <<'XML'
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <alias binding="strong"><family>sans-serif</family><prefer><family>Inter</family></prefer></alias>
  <alias binding="strong"><family>monospace</family><prefer><family>JetBrains Mono</family></prefer></alias>
  <cachedir>~/.cache/fontconfig</cachedir>
</fontconfig>
XML
    export FONTCONFIG_FILE=$scratch/fontconfig/fonts.conf XDG_RUNTIME_DIR=$scratch/run
    unset WAYLAND_DISPLAY XAUTHORITY
    Xvfb -displayfd 3 -screen 0 1440x900x24 -nolisten tcp -noreset 3>"$scratch/display" >"$scratch/xvfb.log" 2>&1 &
    local xvfb=$! waited=0
    until [ -s "$scratch/display" ]; do
        kill -0 $xvfb 2>/dev/null && [ $waited -lt 1200 ] || {
            kill $xvfb 2>/dev/null || true
            fail "The virtual display does not start." "$(tail -n 3 "$scratch/xvfb.log")"
        }
        sleep 0.05
        waited=$((waited + 1))
    done
    export DISPLAY=:$(cat "$scratch/display")
    # A plain title bar, so that the pictures show the window and not the manager's taste.
    mkdir -p "$scratch/config/openbox"
    cat >"$scratch/config/openbox/rc.xml" <<'XML'
<?xml version="1.0"?>
<openbox_config xmlns="http://openbox.org/3.4/rc"><theme><name>Onyx</name></theme></openbox_config>
XML
    openbox --config-file "$scratch/config/openbox/rc.xml" >/dev/null 2>&1 &
    local openbox=$!
    dbus-run-session -- "$@" || status=$?
    kill $openbox $xvfb 2>/dev/null || true
    wait $openbox $xvfb 2>/dev/null || true
    rm -rf "$scratch"
    return $status
}
