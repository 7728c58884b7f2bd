package pack

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Source gives the content of a pack by its name, with what a lock says of it.
type Source func(name string) (*Pack, Locked, error)

// Store reads from the disk and from packs, each of which it takes from its source once.
type Store struct {
	Disk func(name string) ([]byte, error) // reads what is in no pack; os.ReadFile where it is nil

	root   string
	source Source
	taken  map[string]*Pack
	locked []Locked
}

// NewStore is a store for the repository at a root. A nil Store reads from the disk alone.
func NewStore(root string, source Source) *Store {
	return &Store{root: root, source: source, taken: map[string]*Pack{}}
}

// Open takes the pack of a place from the source, and finds the place in it.
func (s *Store) Open(place string) error {
	_, inner, _ := Split(place)
	p, err := s.open(place)
	if err != nil || inner == "" || p.Find(path.Clean(inner)) != nil {
		return err
	}
	_, err = p.FS(inner)
	return err
}

// Taken is what was taken from the source, in order.
func (s *Store) Taken() []Locked { return s.locked }

// Pack is a pack that was taken.
func (s *Store) Pack(name string) *Pack { return s.taken[name] }

// ReadFile reads a file from the disk or from a pack.
func (s *Store) ReadFile(place string) ([]byte, error) {
	_, inner, ok := Split(place)
	if !ok {
		if s != nil && s.Disk != nil {
			return s.Disk(place)
		}
		return os.ReadFile(place)
	}
	p, err := s.open(place)
	if err != nil {
		return nil, err
	}
	if data := p.Find(path.Clean(inner)); data != nil {
		return data, nil
	}
	return nil, &fs.PathError{Op: "open", Path: place, Err: errors.New("the pack has no such file")}
}

// Folder is the tree at a place in a pack.
func (s *Store) Folder(place string) (fs.FS, error) {
	_, inner, _ := Split(place)
	p, err := s.open(place)
	if err != nil {
		return nil, err
	}
	return p.FS(inner)
}

func (s *Store) open(place string) (*Pack, error) {
	if s == nil {
		return nil, fmt.Errorf("%s: packs are for the configuration of a repository", place)
	}
	name, err := s.name(place)
	if err != nil {
		return nil, err
	}
	if p := s.taken[name]; p != nil {
		return p, nil
	}
	p, locked, err := s.source(name)
	if err != nil {
		return nil, err
	}
	s.taken[name], s.locked = p, append(s.locked, locked)
	return p, nil
}

// name is what a lock calls the pack of a place.
func (s *Store) name(place string) (string, error) {
	ref, _, _ := Split(place)
	if strings.HasPrefix(ref, Scheme) {
		return ref, nil
	}
	absolute, err := filepath.Abs(ref)
	if err != nil {
		return "", err
	}
	if below, err := filepath.Rel(s.root, absolute); err == nil {
		absolute = below
	}
	return filepath.ToSlash(absolute), nil
}

// ReadBundle reads a bundle that lies below a root, or beside it.
func ReadBundle(root, name string, read func(name string) ([]byte, error)) (*Pack, error) {
	file := filepath.FromSlash(name)
	if !filepath.IsAbs(file) {
		file = filepath.Join(root, file)
	}
	if info, err := os.Stat(file); err == nil && !info.Mode().IsRegular() {
		return nil, errors.New("it is no file")
	} else if err == nil && info.Size() > MaxArchive {
		return nil, fmt.Errorf("it is larger than %d MiB", MaxArchive>>20)
	}
	archive, err := read(file)
	if err != nil {
		return nil, plain(err)
	}
	if len(archive) > MaxArchive {
		return nil, fmt.Errorf("it is larger than %d MiB", MaxArchive>>20)
	}
	return Read(archive)
}

func plain(err error) error {
	if fault, ok := errors.AsType[*fs.PathError](err); ok {
		return fault.Err
	}
	return err
}

// Kept is the path of a pack that a repository keeps, from its root.
func Kept(digest string) string {
	return path.Join(KeptPath, strings.TrimPrefix(digest, "sha256:")+extension)
}

// Offline takes the packs that the lock of a repository names from the disk, by read, and refuses all others
// and those that are not what the lock says.
func Offline(root string, read func(name string) ([]byte, error)) Source {
	var lock *Lock
	return func(name string) (*Pack, Locked, error) {
		if lock == nil {
			var err error
			if lock, err = OpenLock(root, read); err != nil {
				return nil, Locked{}, err
			}
		}
		locked := lock.Find(name)
		if locked == nil {
			return nil, Locked{}, fmt.Errorf("%s is not locked: run pacheck policy pull, and commit %s", name, LockPath)
		}
		place, missing := name, "run pacheck policy pull to lock what is there"
		if strings.HasPrefix(name, Scheme) {
			place, missing = Kept(locked.Digest), "run pacheck policy pull --locked to fetch it"
		}
		p, err := ReadBundle(root, place, read)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, Locked{}, fmt.Errorf("%s:%d: the content of %s is not here: %s", LockPath, locked.Line, name, missing)
		}
		if err != nil {
			return nil, Locked{}, fmt.Errorf("%s: %w", place, err)
		}
		return p, *locked, locked.Holds(p)
	}
}

// Holds says that a pack is not what the lock says, where it is not.
func (l *Locked) Holds(p *Pack) error {
	if digest := p.Digest(); digest != l.Digest {
		return fmt.Errorf("%s has changed: it is %s, and %s:%d says %s: look at what changed, then run pacheck policy pull",
			l.Name, digest, LockPath, l.Line, l.Digest)
	}
	return nil
}

// OpenLock is the lock of a repository, empty where there is none.
func OpenLock(root string, read func(name string) ([]byte, error)) (*Lock, error) {
	data, err := read(filepath.Join(root, filepath.FromSlash(LockPath)))
	if errors.Is(err, fs.ErrNotExist) {
		return &Lock{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", LockPath, plain(err))
	}
	return ReadLock(data)
}

// Keep writes the packs of registries that a store has taken below the root, removes those that the lock
// does not name, and writes the lock.
func (s *Store) Keep() error {
	kept := filepath.Join(s.root, filepath.FromSlash(KeptPath))
	var names []string
	for _, l := range s.locked {
		if !strings.HasPrefix(l.Name, Scheme) {
			continue
		}
		archive, err := s.taken[l.Name].Archive()
		if err != nil {
			return err
		}
		names = append(names, path.Base(Kept(l.Digest)))
		if err := write(filepath.Join(s.root, filepath.FromSlash(Kept(l.Digest))), archive); err != nil {
			return err
		}
	}
	old, err := filepath.Glob(filepath.Join(kept, strings.Repeat("[0-9a-f]", 64)+extension))
	if err != nil {
		return err
	}
	for _, file := range old {
		if !slices.Contains(names, filepath.Base(file)) {
			if err := os.Remove(file); err != nil {
				return err
			}
		}
	}
	return nil
}

// WriteLock writes what a store has taken as the lock.
func (s *Store) WriteLock() error {
	lock := &Lock{Packs: s.locked}
	return write(filepath.Join(s.root, filepath.FromSlash(LockPath)), lock.Bytes())
}

func write(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("making the folder of %s: %w", filepath.Base(name), plain(err))
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		return fmt.Errorf("writing %s: %w", filepath.Base(name), plain(err))
	}
	return nil
}
