package loaders_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPropertiesOfOtherFormats holds that parameters in formats that are not quite JSON Schema are read as
// they are meant.
func TestPropertiesOfOtherFormats(t *testing.T) {
	const prompt = "kind: Prompt\nname: A\ninstructions: You help.\nmodel: {id: x}\ntools:\n- kind: function\n  name: f\n  description: Does f.\n  parameters:\n"
	const action = "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Agent:\n    Type: AWS::Bedrock::Agent\n    Properties:\n      AgentName: a\n      FoundationModel: m\n      Instruction: Help people.\n" +
		"      ActionGroups:\n      - ActionGroupName: g\n        FunctionSchema:\n          Functions:\n          - Name: f\n            Description: Does f.\n            Parameters:\n"
	tests := []struct {
		name, path, text string
		want             []string // name, types, and whether it is required
	}{
		{"a map with kinds", "agent.yaml", prompt + "    properties:\n      x: {kind: string, required: true}\n      y: {kind: float, required: false}\n", []string{"x [string] true", "y [number] false"}},
		{"a list with kinds", "agent.yaml", prompt + "    properties:\n    - {name: x, kind: integer, required: true}\n    - {name: y, kind: boolean}\n", []string{"x [integer] true", "y [boolean] false"}},
		{"an object inside", "agent.yaml", prompt + "    properties:\n      x:\n        kind: object\n        properties:\n          y: {kind: array, required: true, items: {kind: string}}\n", []string{"x [object] false", "y [array] true"}},
		{"a kind of its own", "agent.yaml", prompt + "    properties:\n      x: {kind: thread}\n", []string{"x [] false"}},
		{"JSON Schema", "agent.yaml", prompt + "    type: object\n    properties:\n      x: {type: string}\n    required: [x]\n", []string{"x [string] true"}},
		{"Bedrock", "template.yaml", action + "              x: {Type: string, Required: true}\n              y: {Type: integer, Required: false}\n", []string{"x [string] true", "y [integer] false"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := loadText(tt.path, map[string]string{tt.path: tt.text})
			if doc == nil || len(doc.Tools) != 1 {
				t.Fatalf("want one tool, got %+v", doc)
			}
			tool := doc.Tools[0]
			if problems := append(tool.InputSchema.Errors, tool.InputSchema.Inconsistencies...); len(problems) > 0 {
				t.Errorf("found %+v", problems)
			}
			var got []string
			for _, p := range tool.Params {
				got = append(got, fmt.Sprintf("%s %v %v", p.Name, p.Type, p.Required))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
