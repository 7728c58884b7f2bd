package check_test

import "fmt"

// hazard is a line that a rule about texts may object to; "" where the file has no fault.
func (w *writer) hazard(fault int) string {
	if fault == 0 {
		return ""
	}
	return "Note " + textFaults[fault%len(textFaults)] + " here.\n\n"
}

func writeInstructions(w *writer, fault int) string {
	return fmt.Sprintf("# Working in service %d\n\n%s%s", w.number, w.hazard(fault), w.markdown(5000))
}

func writeSubAgent(w *writer, fault int) string {
	tools := "Read, Grep, Glob, Bash(go test:*)"
	if fault%2 == 1 {
		tools = "Read, Bash(*)"
	}
	return fmt.Sprintf("---\nname: worker-%d\ndescription: %s\ntools: %s\nmodel: sonnet\n---\n\nYou are the worker for %s.\n\n%s%s",
		w.number, w.sentence(), tools, w.pick(subjects), w.hazard(fault), w.markdown(3500))
}

func writeSkill(w *writer, fault int) string {
	return fmt.Sprintf("---\nname: helper\ndescription: %s\nallowed-tools: Read, Grep\nlicense: Apache-2.0\nmetadata:\n  version: \"1.2\"\n---\n\n# Helper %d\n\n%s%s",
		w.sentence(), w.number, w.hazard(fault), w.markdown(4500))
}

func writePrompty(w *writer, fault int) string {
	return fmt.Sprintf(`---
name: Answer %d
description: %s
authors: [desk]
model:
  api: chat
  configuration:
    type: azure_openai
    azure_deployment: standard-2
  parameters:
    temperature: 0.2
    max_tokens: 800
inputs:
  question:
    type: string
  context:
    type: string
sample:
  question: Where is my order?
---

system:
You answer questions of customers of the harbor desk.

%s%s
# Context
{{context}}

user:
{{question}}
`, w.number, w.sentence(), w.hazard(fault), w.markdown(2500))
}

func writeModelCard(w *writer, fault int) string {
	return fmt.Sprintf(`---
license: apache-2.0
language: [en]
tags: [text-classification, harbor]
pipeline_tag: text-classification
library_name: transformers
base_model: harbor/base-2
datasets: [harbor/tickets-2025]
metrics: [accuracy, f1]
model-index:
- name: desk-classifier-%d
  results:
  - task: {type: text-classification}
    dataset: {name: tickets, type: harbor/tickets-2025}
    metrics: [{type: accuracy, value: 0.91}]
---

# Model card for desk-classifier-%d

%s## Intended use

%s

## Limitations

%s

## Evaluation

%s`, w.number, w.number, w.hazard(fault), w.paragraph(6), w.paragraph(6), w.markdown(1800))
}
