package facts_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders/facts"
)

var digest = "sha256:" + strings.Repeat("a", 64)

func TestParseLaunchImage(t *testing.T) {
	for _, tc := range []struct{ name, line, want string }{
		{"no tag", "docker run -i --rm images.example/v/mcp", "images.example/v/mcp none"},
		{"latest", "docker run img:latest", "img:latest latest"},
		{"digest", "docker run -i img@" + digest, "img@" + digest + " digest"},
		{"tag and digest", "podman run img:1@" + digest, "img:1@" + digest + " digest"},
		{"version", "nerdctl run img:1.2.3", "img:1.2.3 version"},
		{"version with suffix", "docker run img:v1.2.3-alpine", "img:v1.2.3-alpine version"},
		{"short version", "docker run img:1.2", "img:1.2 tag"},
		{"port of the registry", "docker run r.example:5000/img", "r.example:5000/img none"},
		{"variable", "docker run ${IMAGE}", "${IMAGE} variable"},
		{"variable tag", "docker run img:${TAG:-latest}", "img:${TAG:-latest} variable"},
		{"variable registry", "docker run ${REGISTRY}/img:latest", "${REGISTRY}/img:latest latest"},
		{"values of options", "docker --context c run -it -e A=b -v /x:/y --network host -p 8080:80 --name n --entrypoint sh img:2 -c x", "img:2 tag"},
		{"cluster with a value", "docker run -ite A=b img", "img none"},
		{"value with =", "docker container run --env-file=.env --pull always img", "img none"},
		{"flag with a value", "docker run --rm=true img", "img none"},
		{"options end", "docker run -i -- img", "img none"},
		{"gateway", "docker mcp gateway run", ""},
		{"compose", "docker compose run mcp", ""},
		{"compose of its own", "docker-compose run mcp", ""},
		{"exec", "docker exec -i c server", ""},
		{"no image", "docker run -i", ""},
		{"wrapped", "sudo docker run img", "img none"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			l := launch(strings.Split(tc.line, " ")...)
			got := ""
			if l.Image != nil {
				got = l.Image.Ref.V + " " + l.Image.Pin
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
			if l.Ecosystem != "oci" {
				t.Errorf("ecosystem %q", l.Ecosystem)
			}
		})
	}
}

func TestParseImage(t *testing.T) {
	got := facts.ParseImage(say("r.example:5000/a/b:1.0@" + digest)[0])
	want := []string{"r.example:5000", "r.example:5000/a/b", "1.0", digest}
	if diff := cmp.Diff(want, []string{got.Registry, got.Repository, got.Tag, got.Digest}); diff != "" {
		t.Error(diff)
	}
	if got := facts.ParseImage(say("library/x")[0]); got.Registry != "" {
		t.Errorf("registry %q", got.Registry)
	}
}

func TestParseLaunchMounts(t *testing.T) {
	for _, tc := range []struct{ name, option, want string }{
		{"socket", "-v=/var/run/docker.sock:/var/run/docker.sock", "bind /var/run/docker.sock rw container_socket"},
		{"other socket", "--volume=$HOME/.docker/run/docker.sock:/s:ro", "bind $HOME/.docker/run/docker.sock ro container_socket"},
		{"root", "-v=/:/host", "bind / rw root root-path"},
		{"home", "-v=${env:HOME}:/h", "bind ${env:HOME} rw home root-path"},
		{"someone's home", "-v=/home/ada-l:/h", "bind /home/ada-l rw home root-path"},
		{"credentials", "-v=~/.aws:/root/.aws:ro,z", "bind ~/.aws ro credentials"},
		{"literal credentials", `-v=C:\Users\ada\.aws:/root/.aws`, `bind C:\Users\ada\.aws rw credentials`},
		{"ancestor of the socket", "-v=/var/run:/x", "bind /var/run rw container_socket"},
		{"long", "--mount=type=bind,source=/etc,target=/x,readonly", "bind /etc ro system root-path"},
		{"long, other words", "--mount=type=bind,src=~/.ssh,dst=/x", "bind ~/.ssh rw credentials"},
		{"working directory", "-v=${PWD}/docs:/docs:ro", "bind ${PWD}/docs ro"},
		{"workspace", "--mount=type=bind,src=${workspaceFolder},dst=/w", "bind ${workspaceFolder} rw"},
		{"command", "-v=$(pwd):/w", "bind $(pwd) rw"},
		{"relative", "-v=./data:/w", "bind ./data rw"},
		{"one configuration file", "-v=~/.aws/credentials:/c:ro", "bind ~/.aws/credentials ro"},
		{"named volume", "-v=cache:/c", "volume cache rw"},
		{"anonymous volume", "-v=/c", "volume rw"},
		{"long volume", "--mount=source=/,target=/c", "volume / rw"},
		{"tmpfs", "--tmpfs=/tmp:ro", "tmpfs ro"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			l := launch("docker", "run", tc.option, "img")
			if len(l.Mounts) != 1 {
				t.Fatalf("%d mounts", len(l.Mounts))
			}
			m := l.Mounts[0]
			words := []string{m.Kind, m.Source, m.Mode, m.Class, map[bool]string{true: "root-path"}[m.Root]}
			if diff := cmp.Diff(tc.want, strings.Join(strings.Fields(strings.Join(words, " ")), " ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestParseLaunchOptions(t *testing.T) {
	for _, tc := range []struct{ name, options, want, weakened string }{
		{"privileged", "--privileged", "--privileged", "--privileged"},
		{"not privileged", "--privileged=false", "", ""},
		{"host network", "--net host", "--network=host", "--network=host"},
		{"no network", "--network none", "--network=none", ""},
		{"capabilities", "--cap-add cap_sys_admin --cap-drop ALL", "--cap-add=SYS_ADMIN|--cap-drop=ALL", "--cap-add=SYS_ADMIN"},
		{"harmless capability", "--cap-add NET_BIND_SERVICE", "--cap-add=NET_BIND_SERVICE", ""},
		{"security", "--security-opt seccomp:unconfined --security-opt no-new-privileges", "--security-opt=seccomp=unconfined|--security-opt=no-new-privileges", "--security-opt=seccomp=unconfined"},
		{"device", "--device /dev/kvm", "--device=/dev/kvm", "--device=/dev/kvm"},
		{"user", "-itu 0", "--user=0", ""},
		{"after the image", "img --privileged", "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			l := launch(strings.Fields("docker run " + tc.options + " img")...)
			if diff := cmp.Diff([]string{tc.want, tc.weakened}, []string{texts(l.Options), texts(l.Weakened)}); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestContainersOfTheLexicon(t *testing.T) {
	for _, runner := range facts.WordList("container_runners") {
		for _, option := range facts.WordList("container_hardening_off") {
			argv := append([]string{runner, "run"}, strings.Fields(option)...)
			if option == "--device" {
				argv = append(argv, "/dev/x")
			}
			if l := launch(append(argv, "img")...); len(l.Weakened) != 1 || l.Image.Ref.V != "img" {
				t.Errorf("%s %s: %s", runner, option, texts(l.Weakened))
			}
		}
	}
}
