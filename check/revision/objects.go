package revision

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"sync"
)

// objects reads blobs by their ids from one git that answers all along. It may be used by several
// goroutines.
type objects struct {
	repository *Repository
	ctx        context.Context // of the tree: a fs.FS is not given one with each question

	mu    sync.Mutex
	cmd   *exec.Cmd // nil before the first question
	ask   io.WriteCloser
	hear  *bufio.Reader
	fault error // the first that occurred; afterwards nothing more is asked
}

// read is the content of a blob.
func (o *objects) read(id string) ([]byte, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.fault != nil {
		return nil, o.fault
	}
	data, err := o.answer(id)
	if err != nil {
		o.fault = fmt.Errorf("reading the object %s: %w", id, err)
	}
	return data, o.fault
}

func (o *objects) answer(id string) ([]byte, error) {
	if err := o.start(); err != nil {
		return nil, err
	}
	if _, err := io.WriteString(o.ask, id+"\n"); err != nil {
		return nil, err
	}
	head, err := o.hear.ReadString('\n')
	if err != nil {
		return nil, err
	}
	words := strings.Fields(head)
	if len(words) != 3 || words[1] != "blob" {
		return nil, errMissing
	}
	size, err := strconv.ParseInt(words[2], 10, 64)
	if err != nil || size > maxOutput {
		return nil, fmt.Errorf("git cat-file says %q", head)
	}
	data := make([]byte, size+1)
	_, err = io.ReadFull(o.hear, data)
	return data[:size], err
}

// start starts git where it does not run yet.
func (o *objects) start() (err error) {
	if o.cmd != nil {
		return nil
	}
	cmd := o.repository.command(o.ctx, "cat-file", "--batch")
	if o.ask, err = cmd.StdinPipe(); err != nil {
		return err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	o.hear = bufio.NewReaderSize(out, 64<<10)
	if err := cmd.Start(); err != nil {
		return err
	}
	o.cmd = cmd
	return nil
}

// close ends git. Whatever it says at its end, all answers were given before.
func (o *objects) close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.cmd == nil {
		return
	}
	_ = o.ask.Close()
	_ = o.cmd.Wait()
	o.cmd, o.fault = nil, errors.New("the tree is closed")
}
