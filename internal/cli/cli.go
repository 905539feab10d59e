// Package cli is the door of the command line: it reads flags, calls one capability and prints words. It is the only package that asks
// the machine what time it is.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"huiyin/internal/fault"
	"huiyin/internal/i18n"
)

// Exit codes of the program.
const (
	OK     = 0
	Failed = 1 // something went wrong that the caller did not cause
	Wrong  = 2 // the command line or its input is wrong: mend it and run again
)

// Env is what a command may use of the world. Commands get it as the argument of their Run method.
type Env struct {
	Ctx    context.Context
	Getenv func(string) string
	In     io.Reader
	Out    io.Writer
	Err    io.Writer
	Say    *i18n.Printer // in the language asked for
	Now    func() time.Time

	clock *shifted // behind Now, once a database is open
}

// Main runs the program with the arguments after its name and returns its exit code. Results go to stdout and nothing else does;
// complaints go to stderr, in Chinese unless --lang en or HUIYIN_LANG=en.
func Main(ctx context.Context, args []string, getenv func(string) string, stdin io.Reader, stdout, stderr io.Writer) int {
	tuneMemory(getenv)
	env := &Env{Ctx: ctx, Getenv: getenv, In: stdin, Out: stdout, Err: stderr, Say: i18n.For(language(args, getenv)), Now: time.Now}
	return env.run(args)
}

// exited carries an exit code out of kong, which expects its exit function never to return.
type exited int

func (env *Env) run(args []string) (code int) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case exited:
			code = int(r)
		default:
			panic(r)
		}
	}()
	var all commands
	parser, err := env.parser(&all)
	if err != nil {
		return env.complain(err)
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	call, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintln(env.Err, env.Say.T("cli.usage", "detail", inWords(env.Say, err.Error())))
		return Wrong
	}
	if all.Lang != "" && !slices.Contains(i18n.Languages, all.Lang) {
		return env.complain(fault.New(fault.Invalid, "cli.lang", "text", all.Lang, "languages", i18n.Languages))
	}
	if err := call.Run(env); err != nil {
		return env.complain(err, call.Flags()...)
	}
	return OK
}

func (env *Env) parser(all *commands) (*kong.Kong, error) {
	return kong.New(all,
		kong.Name("huiyin"),
		kong.Description("cli.help.huiyin"),
		kong.Writers(env.Out, env.Err),
		kong.Exit(func(code int) { panic(exited(code)) }),
		kong.WithHyphenPrefixedParameters(true), // "--term -3m" is a wrong term, not an unknown flag
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Help(env.help),
		kong.PostBuild(func(k *kong.Kong) error { translate(k.Model.Node, env.Say); return nil }),
	)
}

// complain writes a failure in words and returns the exit code for it. A field that was given by one of the flags is called by it.
func (env *Env) complain(err error, flags ...*kong.Flag) int {
	f, ok := fault.As(err)
	if !ok && (errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)) {
		fmt.Fprintln(env.Err, env.Say.T("cli.disk_full"))
		return Failed
	}
	var at *fs.PathError
	if !ok && errors.Is(err, fs.ErrPermission) && errors.As(err, &at) {
		fmt.Fprintln(env.Err, env.Say.T("cli.data_not_ours", "file", at.Path))
		return Failed
	}
	if !ok {
		fmt.Fprintln(env.Err, env.Say.T("cli.failed", "detail", err.Error()))
		return Failed
	}
	if key, elsewhere := forOperators[f.Key]; elsewhere {
		f = fault.New(f.Kind, key, "detail", causeOf(err))
	}
	if len(f.Fields) == 0 {
		fmt.Fprintln(env.Err, env.Say.T(f.Key, f.Args...))
	}
	for _, field := range f.Fields {
		name := field.Name
		for _, flag := range flags {
			if strings.ReplaceAll(flag.Name, "-", "_") == field.Name {
				name = "--" + flag.Name
			}
		}
		fmt.Fprintln(env.Err, env.Say.T("cli.field", "name", name, "text", env.Say.T(field.Key, field.Args...)))
	}
	switch f.Kind {
	case fault.Invalid, fault.NotFound, fault.TooLarge:
		return Wrong
	}
	return Failed
}

// forOperators are the refusals that send people to whoever looks after the program, by what that person reads instead.
var forOperators = map[string]string{"store.disk_full": "cli.disk_full", "store.unreachable": "cli.unreachable"}

// causeOf is what the system said behind a refusal, on one line.
func causeOf(err error) string {
	var joined interface{ Unwrap() []error }
	for errors.As(err, &joined) { // a refusal stands before what caused it
		all := joined.Unwrap()
		err = all[len(all)-1]
	}
	return strings.Join(strings.Fields(err.Error()), " ")
}

// language finds the language before the flags are parsed, since complaints about flags need it too.
func language(args []string, getenv func(string) string) string {
	lang := getenv("HUIYIN_LANG")
	for i, arg := range args {
		if v, ok := strings.CutPrefix(arg, "--lang="); ok {
			lang = v
		} else if arg == "--lang" && i+1 < len(args) {
			lang = args[i+1]
		}
	}
	return lang
}

// translate replaces the help texts, which the tags hold as message keys, by sentences.
func translate(n *kong.Node, say *i18n.Printer) {
	n.Help = sentence(n.Help, say)
	for _, f := range n.Flags {
		f.Help = sentence(f.Help, say)
		if f.Name == "help" {
			f.Help = say.T("cli.help.help")
		}
	}
	for _, p := range n.Positional {
		p.Help = sentence(p.Help, say)
	}
	for _, c := range n.Children {
		translate(c, say)
	}
}

func sentence(key string, say *i18n.Printer) string {
	if say.Has(key) {
		return say.T(key)
	}
	return key
}
