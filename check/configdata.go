package check

import (
	"errors"
)

// ReadData reads the files that policies see as data: what stands at the top of a file is below data by its
// key, as opa has it. Its error names the place of every fault.
func ReadData(c *Config, read func(name string) ([]byte, error)) (map[string]any, error) {
	all := map[string]any{}
	from := map[string]string{"pacheck": "pacheck itself"}
	var errs []error
	for _, file := range c.Data() {
		name := c.Short(file.Value)
		text, err := read(file.Value)
		if err != nil {
			errs = append(errs, file.Origin.fault("reading the data %s: %w", name, plainError(err)))
			continue
		}
		r := &configReader{name: name}
		n, err := r.parse(text)
		if err != nil || n == nil {
			errs = append(errs, err)
			continue
		}
		for k, v := range r.pairs(n, "a file of data") {
			if other, ok := from[k.Value]; ok {
				r.fail(k, "data.%s belongs to %s", k.Value, other)
				continue
			}
			from[k.Value] = name
			all[k.Value] = r.plain(v, "data."+k.Value)
		}
		errs = append(errs, r.faults...)
	}
	return all, errors.Join(errs...)
}
