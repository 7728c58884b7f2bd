package facts

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// Image is a container image.
type Image struct {
	Ref        source.Text `json:"ref,omitzero" doc:"The reference as written."`
	Registry   string      `json:"registry,omitempty" doc:"The host of the registry, where the reference names one."`
	Repository string      `json:"repository,omitempty" doc:"The reference without tag and digest."`
	Tag        string      `json:"tag,omitempty" doc:"The tag."`
	Digest     string      `json:"digest,omitempty" doc:"The digest, such as sha256:…"`
	Pin        string      `json:"pin" doc:"How far the image is fixed: digest, version (a full x.y.z tag), tag, latest, none or variable."`
	Built      bool        `json:"built,omitempty" doc:"The repository builds the image itself: it has a container file, and a build step names the image."`
}

// Mount is something that a container gets to see at a path of its own.
type Mount struct {
	At        source.Place `json:"-"`
	Kind      string       `json:"kind" doc:"bind for a path of the host, volume for a named or anonymous volume, tmpfs."`
	Source    string       `json:"source,omitempty" doc:"The path of the host, or the name of the volume."`
	Target    string       `json:"target,omitempty" doc:"The path in the container."`
	Mode      string       `json:"mode" doc:"ro or rw."`
	Sensitive string       `json:"sensitive,omitempty" doc:"The sensitive place of the host that the source is or contains."`
	Class     string       `json:"class,omitempty" doc:"The class of the sensitive place: container_socket, root, home, credentials or system."`
	Root      bool         `json:"root,omitempty" doc:"The source is the root of the file system or a drive, a home directory, /etc, /var, or two or more folders up."`
}

var containerPrograms = []string{"docker", "podman", "nerdctl"}

// composePrograms run what a compose file says, as docker compose does.
var composePrograms = []string{"docker-compose", "podman-compose"}

// containerGlobals are the options before the verb that take a value.
var containerGlobals = strings.Fields("--config -c --context -H --host -l --log-level --tlscacert --tlscert --tlskey --connection --url --identity " +
	"--root --runroot --storage-driver --storage-opt --tmpdir --events-backend -n --namespace -a --address --snapshotter --cni-path --data-root")

// containerValues are the options of run and create that take a value.
var containerValues = strings.Fields(`--add-host --annotation -a --attach --blkio-weight --blkio-weight-device --cap-add --cap-drop --cgroup-parent
	--cgroupns --cidfile --cpu-count --cpu-percent --cpu-period --cpu-quota --cpu-rt-period --cpu-rt-runtime -c --cpu-shares --cpus --cpuset-cpus
	--cpuset-mems --detach-keys --device --device-cgroup-rule --device-read-bps --device-read-iops --device-write-bps --device-write-iops --dns
	--dns-option --dns-opt --dns-search --domainname --entrypoint -e --env --env-file --expose --gpus --group-add --health-cmd --health-interval
	--health-retries --health-start-interval --health-start-period --health-timeout -h --hostname --io-maxbandwidth --io-maxiops --ip --ip6 --ipc
	--isolation --kernel-memory -l --label --label-file --link --link-local-ip --log-driver --log-opt --mac-address -m --memory
	--memory-reservation --memory-swap --memory-swappiness --mount --name --net --net-alias --network --network-alias --oom-score-adj --pid
	--pids-limit --platform -p --publish --pull --restart --runtime --security-opt --shm-size --stop-signal --stop-timeout --storage-opt --sysctl
	--tmpfs --ulimit -u --user --userns --uts -v --volume --volume-driver --volumes-from -w --workdir
	--arch --os --variant --authfile --cgroup-conf --cgroups --chrootdirs --conmon-pidfile --creds --decryption-key --gidmap --uidmap --subgidname
	--subuidname --group-entry --passwd-entry --hostuser --image-volume --init-path --personality --pidfile --pod --pod-id-file --preserve-fds
	--requires --retry --retry-delay --sdnotify --seccomp-policy --secret --systemd --timeout --tz --umask --unsetenv --hosts-file --preserve-fd
	--rdt-class --shm-size-systemd --verify --cosign-key`)

// runContainer states what a container runner runs, where argv is one. It returns the arguments after
// the image.
func (l *Launch) runContainer(argv []source.Text) []source.Text {
	program := programName(argv[0].V)
	compose := slices.Contains(composePrograms, program)
	if compose || slices.Contains(containerPrograms, program) {
		l.Runner, l.Ecosystem = program, "oci"
	}
	if compose || l.Runner == "" {
		return nil
	}
	_, rest := splitOptions(argv[1:], containerGlobals)
	if len(rest) > 0 && rest[0].V == "container" {
		rest = rest[1:]
	}
	if len(rest) == 0 || rest[0].V != "run" && rest[0].V != "create" {
		return nil
	}
	options, rest := splitOptions(rest[1:], containerValues)
	for _, o := range options {
		l.containerOption(o)
	}
	if len(rest) == 0 {
		return nil
	}
	l.Image = ParseImage(rest[0])
	return rest[1:]
}

// containerOption states what one option of run means.
func (l *Launch) containerOption(o option) {
	switch o.name {
	case "-e", "--env":
		v := splitAssignment(o.value)
		v.InContainer = true
		l.Env = append(l.Env, v)
	case "-v", "--volume":
		l.Mounts = append(l.Mounts, volumeMount(o.value))
	case "--mount":
		l.Mounts = append(l.Mounts, longMount(o.value))
	case "--tmpfs":
		target, mode := cutOutside(o.value.V, ":")
		l.Mounts = append(l.Mounts, Mount{At: o.value.At, Kind: "tmpfs", Target: target, Mode: mountMode(strings.Split(strings.TrimPrefix(mode, ":"), ","))})
	case "-p", "--publish":
		if publishedEverywhere(o.value.V) {
			l.Binds = append(l.Binds, Bind{At: o.place(), Address: o.value.V, Flag: o.name, Published: true})
		}
	case "-P", "--publish-all":
		l.Binds = append(l.Binds, Bind{At: o.place(), Address: "*", Flag: o.name, Published: true})
	default:
		l.isolationOption(o)
	}
}

// isolationNames are the options that bear on isolation, and the name that each is stated under.
var isolationNames = map[string]string{
	"--privileged": "--privileged", "--net": "--network", "--network": "--network", "--pid": "--pid", "--ipc": "--ipc", "--uts": "--uts",
	"--userns": "--userns", "--cgroupns": "--cgroupns", "--cap-add": "--cap-add", "--cap-drop": "--cap-drop", "--security-opt": "--security-opt",
	"--device": "--device", "-u": "--user", "--user": "--user", "--read-only": "--read-only", "--runtime": "--runtime", "--use-api-socket": "--use-api-socket",
}

// weakening matches the options, as stated, that take isolation away.
var weakening = regexp.MustCompile(`^--(?:privileged|use-api-socket|(?:network|pid|ipc|userns)=host|cap-add=(?:ALL|SYS_ADMIN)|` +
	`security-opt=(?:seccomp|apparmor)=unconfined|device(?:=.*)?)$`)

// isolationOption states an option that bears on isolation, in one spelling.
func (l *Launch) isolationOption(o option) {
	name, ok := isolationNames[o.name]
	value := strings.Trim(o.value.V, `"'`)
	if !ok || value == "false" {
		return
	}
	switch name {
	case "--cap-add", "--cap-drop":
		value = strings.TrimPrefix(strings.ToUpper(value), "CAP_")
	case "--security-opt":
		value = strings.Replace(value, ":", "=", 1)
	case "--privileged", "--read-only", "--use-api-socket":
		value = ""
	}
	if value != "" {
		name += "=" + value
	}
	stated := source.Say(name, o.at.At)
	l.Options = append(l.Options, stated)
	if weakening.MatchString(name) {
		l.Weakened = append(l.Weakened, stated)
	}
}

// volumeMount reads the value of -v: [source:]target[:options].
func volumeMount(t source.Text) Mount {
	first, rest := cutMount(t.V)
	if rest == "" {
		return Mount{At: t.At, Kind: "volume", Target: first, Mode: "rw"}
	}
	target, options := cutMount(rest[1:])
	m := Mount{At: t.At, Source: first, Target: target, Mode: mountMode(strings.Split(strings.TrimPrefix(options, ":"), ",")), Kind: "volume"}
	if strings.ContainsAny(first, `/\~$%{<`) || strings.HasPrefix(first, ".") || windowsDrive.MatchString(first) {
		m.Kind = "bind"
	}
	m.judge()
	return m
}

// cutMount cuts at the first colon that is neither in a placeholder nor behind a drive's letter.
func cutMount(text string) (before, after string) {
	if windowsDrive.MatchString(text) {
		before, after = cutOutside(text[2:], ":")
		return text[:2+len(before)], after
	}
	return cutOutside(text, ":")
}

// longMount reads the value of --mount: type=bind,source=…,target=…,readonly.
func longMount(t source.Text) Mount {
	m := Mount{At: t.At, Kind: "volume", Mode: "rw"}
	for pair := range strings.SplitSeq(t.V, ",") {
		key, value, _ := strings.Cut(strings.TrimSpace(pair), "=")
		switch strings.ToLower(key) {
		case "type":
			m.Kind = strings.ToLower(value)
		case "source", "src":
			m.Source = value
		case "target", "destination", "dst":
			m.Target = value
		case "readonly", "ro":
			if value != "false" && value != "0" {
				m.Mode = "ro"
			}
		}
	}
	m.judge()
	return m
}

// judge states whether the source of a bind mount is a sensitive place.
func (m *Mount) judge() {
	if m.Kind == "bind" {
		m.Sensitive, m.Class = SensitivePath(m.Source)
		m.Root = RootPath(m.Source)
	}
}

// mountMode is ro where the options of a mount say so.
func mountMode(options []string) string {
	if slices.Contains(options, "ro") || slices.Contains(options, "readonly") {
		return "ro"
	}
	return "rw"
}

var (
	everywhere  = regexp.MustCompile(`^(?:0\.0\.0\.0|::|\[::\]|\*)(?::|$)`)
	versionTag  = regexp.MustCompile(`^v?\d+\.\d+\.\d+(?:[-+._][0-9A-Za-z.+_-]+)?$`)
	imageDigest = Lookup("image_digest")
)

// publishedEverywhere says whether the value of -p names no address of the host, or all of them.
func publishedEverywhere(text string) bool {
	first, rest := cutOutside(text, ":")
	if strings.HasPrefix(text, "[") || strings.Count(rest, ":") > 1 || everywhere.MatchString(text) {
		return everywhere.MatchString(text)
	}
	_, more := cutOutside(strings.TrimPrefix(rest, ":"), ":")
	return more == "" && first != ""
}

// ParseImage takes a reference to a container image apart; nil where it is absent.
func ParseImage(t source.Text) *Image {
	text := strings.Trim(strings.TrimSpace(t.V), `"'`)
	if text == "" {
		return nil
	}
	i := &Image{Ref: t}
	name, digest, _ := strings.Cut(text, "@")
	slash := strings.LastIndexByte(name, '/') + 1
	last, tag := cutOutside(name[slash:], ":")
	i.Repository, i.Tag, i.Digest = name[:slash]+last, strings.TrimPrefix(tag, ":"), digest
	host, _, found := strings.Cut(i.Repository, "/")
	if found && (strings.ContainsAny(host, ".:") || host == "localhost") {
		i.Registry = host
	}
	switch {
	case imageDigest.MatchString(text):
		i.Pin = PinDigest
	case placeholder.MatchString(text[slash:]):
		i.Pin = PinVariable
	case i.Tag == "":
		i.Pin = PinNone
	case i.Tag == "latest":
		i.Pin = PinLatest
	case versionTag.MatchString(i.Tag):
		i.Pin = PinVersion
	default:
		i.Pin = PinTag
	}
	return i
}
