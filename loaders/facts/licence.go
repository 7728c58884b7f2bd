package facts

import (
	"regexp"
	"slices"
	"strings"
)

// Licence is what a statement of a licence comes to.
type Licence struct {
	Choices [][]string `json:"choices,omitempty" doc:"The licences that one may choose from, each as the identifiers that hold together: in lower case, as SPDX and the model hubs write them. Absent where the statement names none."`
	Kind    string     `json:"kind" doc:"id where it names licences, other where it says that there is another one or an unknown one, text where it is a text of its own, or placeholder where it is template text."`
}

// licenceWords are left out of names: "The Apache License, Version 2.0" is apache-2.0.
var licenceWords = []string{"the", "license", "licence", "version", "community", "agreement", "public", "international", "terms", "of", "use"}

// licenceAliases are other spellings of identifiers.
var licenceAliases = map[string]string{
	"apache-2": "apache-2.0", "apache2": "apache-2.0", "apache2.0": "apache-2.0", "apache": "apache-2.0", "expat": "mit",
	"cc0": "cc0-1.0", "cc-0": "cc0-1.0", "3-clause-bsd": "bsd-3-clause", "2-clause-bsd": "bsd-2-clause", "new-bsd": "bsd-3-clause",
	"mozilla-2.0": "mpl-2.0", "mpl2.0": "mpl-2.0", "llama-2": "llama2", "llama-3": "llama3", "llama-3.1": "llama3.1", "llama-3.2": "llama3.2",
	"llama-3.3": "llama3.3", "llama-4": "llama4", "meta-llama-3": "llama3", "meta-llama-3.1": "llama3.1",
}

var (
	otherLicences = []string{"other", "unknown", "custom", "noassertion", "none", "see license", "see licence", "license", "licence"}
	licenceID     = regexp.MustCompile(`^[a-z0-9][a-z0-9.+_-]*$`)
	majorVersion  = regexp.MustCompile(`-v(\d)`)
)

// ParseLicence reads an identifier, an SPDX expression, a common name, or a text.
func ParseLicence(statement string) *Licence {
	text := strings.ToLower(strings.TrimSpace(statement))
	switch {
	case slices.Contains(otherLicences, text):
		return &Licence{Kind: "other"}
	case text == "", Lookup("placeholder_text").MatchString(text):
		return &Licence{Kind: "placeholder"}
	case DetectLicence(text) != "":
		return licenceText(text)
	}
	l := &Licence{Kind: "id"}
	for choice := range strings.SplitSeq(strings.NewReplacer("(", " ", ")", " ").Replace(text), " or ") {
		var together []string
		for part := range strings.SplitSeq(choice, " and ") {
			id, ok := licenceName(part)
			if !ok {
				return licenceText(statement)
			}
			together = append(together, id)
		}
		l.Choices = append(l.Choices, together)
	}
	return l
}

// licenceText is what a text comes to that may be a whole licence.
func licenceText(text string) *Licence {
	if id := DetectLicence(text); id != "" {
		return &Licence{Kind: "id", Choices: [][]string{{id}}}
	}
	return &Licence{Kind: "text"}
}

// licenceName is the identifier of one licence by its name, without exceptions that only permit more.
func licenceName(name string) (id string, ok bool) {
	name, _, _ = strings.Cut(name, " with ")
	name = strings.TrimPrefix(strings.TrimSpace(name), "https://spdx.org/licenses/")
	fields := strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '\t' || r == ',' })
	if len(fields) > 1 {
		fields = slices.DeleteFunc(fields, func(w string) bool { return slices.Contains(licenceWords, w) })
	}
	if len(fields) == 0 || len(fields) > 4 {
		return "", false
	}
	id = majorVersion.ReplaceAllString(strings.Join(fields, "-"), "-$1")
	id = strings.TrimSuffix(strings.TrimSuffix(id, "-license"), "-licence")
	if alias, known := licenceAliases[id]; known {
		id = alias
	}
	return id, licenceID.MatchString(id)
}

// licenceMarks are words that stand at the beginning of the text of a licence, all of them in one line or
// not. A mark with a minus must not.
var licenceMarks = []struct {
	id    string
	words []string
}{
	{"apache-2.0", []string{"apache license", "version 2.0"}},
	{"mit", []string{"permission is hereby granted, free of charge, to any person obtaining a copy", "the software is provided \"as is\""}},
	{"isc", []string{"permission to use, copy, modify, and", "distribute this software for any purpose with or without fee"}},
	{"bsd-3-clause", []string{"redistribution and use in source and binary forms", "neither the name"}},
	{"bsd-2-clause", []string{"redistribution and use in source and binary forms", "-neither the name"}},
	{"mpl-2.0", []string{"mozilla public license", "2.0"}},
	{"agpl-3.0", []string{"gnu affero general public license", "version 3"}},
	{"lgpl-3.0", []string{"gnu lesser general public license", "version 3"}},
	{"gpl-3.0", []string{"gnu general public license", "version 3", "-gnu lesser general", "-gnu affero general"}},
	{"gpl-2.0", []string{"gnu general public license", "version 2, june 1991"}},
	{"cc-by-nc-sa-4.0", []string{"attribution-noncommercial-sharealike 4.0"}},
	{"cc-by-nc-nd-4.0", []string{"attribution-noncommercial-noderivatives 4.0"}},
	{"cc-by-nc-4.0", []string{"attribution-noncommercial 4.0"}},
	{"cc-by-sa-4.0", []string{"attribution-sharealike 4.0"}},
	{"cc-by-4.0", []string{"attribution 4.0 international"}},
	{"cc0-1.0", []string{"cc0 1.0 universal"}},
	{"unlicense", []string{"free and unencumbered software released into the public domain"}},
	{"llama2", []string{"llama 2 community license"}},
	{"llama3", []string{"llama 3 community license"}},
	{"llama3.1", []string{"llama 3.1 community license"}},
	{"llama3.2", []string{"llama 3.2 community license"}},
	{"llama3.3", []string{"llama 3.3 community license"}},
	{"llama4", []string{"llama 4 community license"}},
	{"gemma", []string{"gemma terms of use"}},
}

// licenceHead is how much of a text is looked at: the marks stand near the beginning.
const licenceHead = 4096

// DetectLicence is the identifier of the licence whose text it is; empty where that is none of the common
// ones, or several.
func DetectLicence(text string) string {
	text = strings.Join(strings.Fields(strings.ToLower(text[:min(len(text), licenceHead)])), " ")
	found := ""
	for _, mark := range licenceMarks {
		stands := func(word string) bool {
			absent, negative := strings.CutPrefix(word, "-")
			return strings.Contains(text, absent) != negative
		}
		if slices.ContainsFunc(mark.words, func(w string) bool { return !stands(w) }) {
			continue
		}
		if found != "" {
			return ""
		}
		found = mark.id
	}
	return found
}
