package loaders

import (
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// folderOpen is the event at which VS Code starts tasks by itself.
const folderOpen = "folderOpen"

// runsOnOpen says whether some of the tasks start when the folder is opened.
func runsOnOpen(tasks *source.Node) bool {
	for _, task := range itemsOf(tasks) {
		if task.At("runOptions", "runOn").Text() == folderOpen {
			return true
		}
	}
	return false
}

// addTasks adds the tasks that VS Code starts when the folder is opened.
func (d *Document) addTasks(tasks *source.Node) {
	for _, task := range itemsOf(tasks) {
		if task.At("runOptions", "runOn").Text() != folderOpen {
			continue
		}
		h := &Hook{
			Entity: Entity{
				Name: named(task, folderOpen), At: task.Place, Dialect: "vscode-copilot", Evidence: "runOptions.runOn", Can: hookCan,
			},
			Event: folderOpen,
			Kind:  "command",
		}
		if label := task.Get("label", "taskName").Field(); label.Set {
			h.Name = label
		}
		h.Command = taskCommand(task, tasks, maxTaskDepth)
		if h.Command.Set {
			h.Launch = facts.ParseLaunch(h.Command, source.Texts{})
		}
		d.Hooks = append(d.Hooks, h)
	}
}

// maxTaskDepth bounds how far tasks that depend on tasks are followed.
const maxTaskDepth = 4

// taskCommand is what a task runs: its own command on some system, a script of npm, or else that of the first
// task that it depends on.
func taskCommand(task, tasks *source.Node, depth int) source.Text {
	for _, n := range []*source.Node{task, task.Get("linux"), task.Get("osx"), task.Get("windows")} {
		command := n.Get("command")
		if command.IsMap() {
			command = command.Get("value")
		}
		if line := commandLine(command); line.V != "" {
			return withArguments(line, task.Get("args"))
		}
	}
	if script := task.Get("script").Field(); script.Set && task.Get("type").Text() == "npm" {
		return source.Say("npm run "+script.V, script.At)
	}
	if kind := task.Get("type").Field(); kind.Set && task.Get("dependsOn") == nil {
		return kind
	}
	for _, name := range task.Get("dependsOn").Texts().V {
		for _, other := range itemsOf(tasks) {
			if other.Get("label", "taskName").Text() == name.V && depth > 0 {
				return source.Say(taskCommand(other, tasks, depth-1).V, name.At)
			}
		}
	}
	return source.Text{}
}

// withArguments is a command with its arguments behind it, at the place of the command.
func withArguments(line source.Text, args *source.Node) source.Text {
	words := []string{line.V}
	for _, arg := range itemsOf(args) {
		words = append(words, textOr(arg, "value").V)
	}
	line.V = strings.Join(words, " ")
	return line
}
