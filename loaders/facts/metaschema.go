package facts

import (
	"maps"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// schemaShape is what a keyword of a schema must look like.
type schemaShape uint8

const (
	shapeAny        schemaShape = iota
	shapeString                 // a string
	shapeBool                   // a truth value
	shapeNumber                 // a number
	shapePositive               // a number over 0
	shapeCount                  // a whole number from 0
	shapeSwitch                 // a truth value or a number: exclusiveMinimum of OpenAPI 3.0 and 3.1
	shapeNeedsBound             // a truth value beside minimum or maximum: exclusiveMinimum of draft-04
	shapePattern                // a regular expression
	shapeDialect                // $schema
	shapeID                     // $id
	shapeRef                    // a reference
	shapeAnchor                 // the name of a place in the schema
	shapeNames                  // strings, each once
	shapeNamesSome              // the same, at least one
	shapeEnum                   // a list
	shapeEnumSome               // a list of at least one value, each once
	shapeList                   // a list
	shapeType                   // the name of a type, or several
	shapeSchema                 // a schema
	shapeBoolSchema             // a schema or a truth value, where schemas are not truth values
	shapeSchemas                // at least one schema
	shapeItems                  // a schema or at least one schema
	shapeSchemaMap              // name to schema
	shapePatternMap             // regular expression to schema
	shapeNeeds                  // name to schema or to names
	shapeNamesMap               // name to names
	shapeVocabulary             // vocabularies
)

// schemaDraft is a version or a subset of JSON Schema: its keywords and their shapes, which are those
// of its meta-schema.
type schemaDraft struct {
	name     string
	library  *jsonschema.Draft      // nil for the subsets, which our own check alone decides
	keywords map[string]schemaShape // a keyword that is not here is free
	bools    bool                   // true and false are schemas
	refAlone bool                   // what stands beside a $ref is ignored
	fold     bool                   // names of types in any case, numbers as strings, null for unset: protocol buffers
	types    []string               // further names of types; "*" is any
}

var schemaDraft04 = &schemaDraft{
	name: "draft-04", library: jsonschema.Draft4, refAlone: true,
	keywords: map[string]schemaShape{
		"id": shapeID, "$schema": shapeDialect, "$ref": shapeRef, "title": shapeString, "description": shapeString,
		"multipleOf": shapePositive, "maximum": shapeNumber, "minimum": shapeNumber,
		"exclusiveMaximum": shapeNeedsBound, "exclusiveMinimum": shapeNeedsBound, "format": shapeString,
		"maxLength": shapeCount, "minLength": shapeCount, "pattern": shapePattern,
		"additionalItems": shapeBoolSchema, "items": shapeItems, "maxItems": shapeCount, "minItems": shapeCount,
		"uniqueItems": shapeBool, "maxProperties": shapeCount, "minProperties": shapeCount,
		"required": shapeNamesSome, "additionalProperties": shapeBoolSchema, "definitions": shapeSchemaMap,
		"properties": shapeSchemaMap, "patternProperties": shapePatternMap, "dependencies": shapeNeeds,
		"enum": shapeEnumSome, "type": shapeType, "allOf": shapeSchemas, "anyOf": shapeSchemas,
		"oneOf": shapeSchemas, "not": shapeSchema,
	},
}

var schemaDraft06 = &schemaDraft{
	name: "draft-06", library: jsonschema.Draft6, bools: true, refAlone: true,
	keywords: schemaKeywords(schemaDraft04.keywords, map[string]schemaShape{
		"id": shapeAny, "$id": shapeID, "exclusiveMaximum": shapeNumber, "exclusiveMinimum": shapeNumber,
		"required": shapeNames, "additionalItems": shapeSchema, "additionalProperties": shapeSchema,
		"contains": shapeSchema, "propertyNames": shapeSchema,
	}),
}

var schemaDraft07 = &schemaDraft{
	name: "draft-07", library: jsonschema.Draft7, bools: true, refAlone: true,
	keywords: schemaKeywords(schemaDraft06.keywords, map[string]schemaShape{
		"$comment": shapeString, "readOnly": shapeBool, "writeOnly": shapeBool, "examples": shapeList,
		"contentMediaType": shapeString, "contentEncoding": shapeString,
		"if": shapeSchema, "then": shapeSchema, "else": shapeSchema,
	}),
}

var schemaDraft2019 = &schemaDraft{
	name: "2019-09", library: jsonschema.Draft2019, bools: true,
	keywords: schemaKeywords(schemaDraft07.keywords, map[string]schemaShape{
		"$anchor": shapeAnchor, "$recursiveRef": shapeRef, "$recursiveAnchor": shapeBool,
		"$vocabulary": shapeVocabulary, "$defs": shapeSchemaMap, "dependentSchemas": shapeSchemaMap,
		"unevaluatedItems": shapeSchema, "unevaluatedProperties": shapeSchema, "contentSchema": shapeSchema,
		"dependentRequired": shapeNamesMap, "maxContains": shapeCount, "minContains": shapeCount,
		"deprecated": shapeBool, "enum": shapeEnum,
	}),
}

var schemaDraft2020 = &schemaDraft{
	name: "2020-12", library: jsonschema.Draft2020, bools: true,
	keywords: schemaKeywords(schemaDraft2019.keywords, map[string]schemaShape{
		"prefixItems": shapeSchemas, "items": shapeSchema, "additionalItems": shapeAny,
		"$dynamicRef": shapeRef, "$dynamicAnchor": shapeAnchor, "$recursiveAnchor": shapeAnchor,
	}),
}

// schemaOpenAPI is the schema object of OpenAPI 3.0, with what 3.1 allows besides.
var schemaOpenAPI = &schemaDraft{
	name: "openapi-3.0", bools: true, types: []string{"file"},
	keywords: schemaKeywords(schemaDraft2020.keywords, map[string]schemaShape{
		"exclusiveMaximum": shapeSwitch, "exclusiveMinimum": shapeSwitch, "nullable": shapeBool,
		"examples": shapeAny,
	}),
}

// schemaGemini is the Schema message of the Gemini API.
var schemaGemini = &schemaDraft{
	name: "gemini", bools: true, fold: true, types: []string{"type_unspecified"},
	keywords: map[string]schemaShape{
		"type": shapeType, "format": shapeString, "title": shapeString, "description": shapeString,
		"nullable": shapeBool, "enum": shapeEnum, "maxItems": shapeCount, "minItems": shapeCount,
		"properties": shapeSchemaMap, "required": shapeNames, "minProperties": shapeCount,
		"maxProperties": shapeCount, "minimum": shapeNumber, "maximum": shapeNumber,
		"minLength": shapeCount, "maxLength": shapeCount, "pattern": shapePattern, "anyOf": shapeSchemas,
		"propertyOrdering": shapeNames, "items": shapeSchema, "allOf": shapeSchemas, "oneOf": shapeSchemas,
		"$ref": shapeRef, "$defs": shapeSchemaMap, "additionalProperties": shapeBoolSchema,
	},
}

// schemaGorilla is the way of the Gorilla data sets: types have the names of some programming language.
var schemaGorilla = &schemaDraft{
	name: "gorilla", bools: true, types: []string{"*"},
	keywords: schemaKeywords(schemaGemini.keywords, map[string]schemaShape{"optional": shapeBool}),
}

// schemaKeywords is base with the changes in more.
func schemaKeywords(base, more map[string]schemaShape) map[string]schemaShape {
	all := maps.Clone(base)
	maps.Copy(all, more)
	return all
}
