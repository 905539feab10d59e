package web

import (
	"strings"

	"huiyin/internal/i18n"
)

// marks of programs and systems in what a browser says of itself, the more particular before those that they contain.
var (
	programs = []mark{
		{"MicroMessenger/", "wechat"},
		{"DingTalk/", "dingtalk"},
		{"Edg", "edge"},
		{"HuaweiBrowser/", "huawei"},
		{"QQBrowser/", "qq"},
		{"Firefox/", "firefox"},
		{"Chrome/", "chrome"},
		{"Safari/", "safari"},
	}
	systems = []mark{
		{"HarmonyOS", "harmony"}, {"Windows", "windows"}, {"Android", "android"}, {"iPhone", "iphone"}, {"iPad", "ipad"}, {"Mac OS X", "mac"}, {"Linux", "linux"},
	}
)

type mark struct{ in, name string }

// device names program and system as people know them, so that somebody who looks for a stranger's sign-in can tell the own ones; what is not
// known is shown as it was sent.
func device(p *i18n.Printer, agent string) string {
	program, system := named(programs, agent), named(systems, agent)
	if program == "" || system == "" {
		return agent
	}
	return p.T("device.both", "program", i18n.Key("device."+program), "system", i18n.Key("device."+system))
}

func named(marks []mark, agent string) string {
	for _, m := range marks {
		if strings.Contains(agent, m.in) {
			return m.name
		}
	}
	return ""
}
