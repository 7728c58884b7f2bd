package facts_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders/facts"
)

func TestParseLicence(t *testing.T) {
	id := func(ids ...string) *facts.Licence { return &facts.Licence{Kind: "id", Choices: [][]string{ids}} }
	tests := []struct {
		name, text string
		want       *facts.Licence
	}{
		{"an identifier of SPDX", "Apache-2.0", id("apache-2.0")},
		{"one of a hub", " cc-by-nc-4.0 ", id("cc-by-nc-4.0")},
		{"a name", "The Apache License, Version 2.0", id("apache-2.0")},
		{"a short name", "Apache 2.0", id("apache-2.0")},
		{"a name with v", "Apache License v2.0", id("apache-2.0")},
		{"a name with a verb of another", "MIT License", id("mit")},
		{"a community licence", "Llama 3.1 Community License Agreement", id("llama3.1")},
		{"terms", "Gemma Terms of Use", id("gemma")},
		{"clauses", "BSD 3-Clause License", id("bsd-3-clause")},
		{"an address", "https://spdx.org/licenses/MIT", id("mit")},
		{"an exception", "Apache-2.0 WITH LLVM-exception", id("apache-2.0")},
		{"a choice", "MIT OR Apache-2.0", &facts.Licence{Kind: "id", Choices: [][]string{{"mit"}, {"apache-2.0"}}}},
		{"all of them", "(MIT AND CC-BY-4.0)", id("mit", "cc-by-4.0")},
		{"another", "other", &facts.Licence{Kind: "other"}},
		{"no assertion", "NOASSERTION", &facts.Licence{Kind: "other"}},
		{"template text", "[More Information Needed]", &facts.Licence{Kind: "placeholder"}},
		{"a name in braces", "{spdx_license_id}", &facts.Licence{Kind: "placeholder"}},
		{"nothing", "", &facts.Licence{Kind: "placeholder"}},
		{"a sentence", "You may use it for research and ask us about the rest of it", &facts.Licence{Kind: "text"}},
		{"the text of a licence", "Permission is hereby granted, free of charge, to any person obtaining a copy\nTHE SOFTWARE IS PROVIDED \"AS IS\"", id("mit")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, facts.ParseLicence(tt.text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDetectLicence(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"Apache", "                Apache License\n          Version 2.0, January 2004", "apache-2.0"},
		{"two clauses", "Redistribution and use in source and binary forms, with or without", "bsd-2-clause"},
		{"three clauses", "Redistribution and use in source and\nbinary forms ... Neither the name of", "bsd-3-clause"},
		{"non-commercial", "Creative Commons Attribution-NonCommercial 4.0 International", "cc-by-nc-4.0"},
		{"two of them", "Apache License Version 2.0 ... Attribution 4.0 International", ""},
		{"another one", "All rights reserved.", ""},
		{"far below", strings.Repeat("x ", 4000) + "Apache License Version 2.0", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, facts.DetectLicence(tt.text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// FuzzParseLicence holds that each choice has an identifier, whatever is read.
func FuzzParseLicence(f *testing.F) {
	for _, seed := range []string{"MIT OR Apache-2.0", "(a AND b) WITH c", " or ", "the license", "x\x00y"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, choice := range facts.ParseLicence(text).Choices {
			if len(choice) == 0 || choice[0] == "" {
				t.Errorf("%q has an empty choice", text)
			}
		}
	})
}
