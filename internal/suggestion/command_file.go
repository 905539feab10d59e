package suggestion

import (
	"slices"

	"huiyin/internal/fault"
)

// AttachFile puts a stored file on the case (附件), each once.
type AttachFile struct {
	File
}

func (c *AttachFile) check(x *X, f *fault.Fields) {
	if c.Hash == "" {
		f.Add("file", "field.required")
		return
	}
	x.checkFresh("file", []File{c.File}, f)
}

// checkFresh complains about a file that the part holds already.
func (x *X) checkFresh(field string, files []File, f *fault.Fields) {
	for _, held := range x.Case.FilesOf(x.Part) {
		if slices.ContainsFunc(files, func(n File) bool { return n.Hash == held.Hash }) {
			f.Add(field, "field.file_twice")
			return
		}
	}
}

// RemoveFile takes a file out again (移除附件), by whoever may add files and as long as they may. What was added and what was taken out stays in
// the log under its name; nobody reads the file any more.
type RemoveFile struct {
	Hash string `json:"hash" form:"held,required" max:"64"`
	Name string `json:"name" form:"-"` // under which it was held
}

// Take names the file in the command and complains when it is not held.
func (c *RemoveFile) Take(held []File, f *fault.Fields) {
	c.Name = ""
	for _, h := range held {
		if h.Hash == c.Hash {
			c.Name = h.Name
			return
		}
	}
	if c.Hash != "" {
		f.Add("hash", "field.no_such_file")
	}
}

func (c *RemoveFile) check(x *X, f *fault.Fields) { c.Take(x.Case.Removable(x.Part), f) }
