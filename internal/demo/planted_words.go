package demo

// plantedAnswers are the answers of planted cases, by how they speak. All of them are invented.
var plantedAnswers = map[string][]string{
	"sound": {
		"已于今年完成现场勘查，投入资金120万元，整治路段3公里，由业务科张科长负责，6月底前全部完工并通过验收。",
		"我单位会同乡镇逐户核实，共涉及农户86户，补助资金已经足额发放到位，发放名册已在村务公开栏公示10日。",
		"已与有关部门商定方案，新增班次4个、停靠点12处，自7月起实行，运行情况每季度向代表反馈一次。",
	},
	"thin":   {"已阅。", "按规定办理。", "正在研究。"},
	"hollow": {"您的建议很有针对性，我单位高度重视，将认真研究吸收，结合实际加强统筹协调，逐步加以推进落实。"},
	"copied": {
		"感谢您对这项工作的关心和支持。我单位将进一步提高认识，加强领导，完善机制，强化措施，把有关工作抓紧抓实抓好。",
	},
	"vague": {
		"感谢关心支持。我单位将结合职能，广泛听取各方意见，稳妥推进相关工作，不断提高服务水平，回应社会关切，让群众放心。",
	},
}

// plantedPromise is a promise whose words hold neither date nor number: its day stands in its own field.
var plantedPromise = [2]string{"抓紧完成建设并交付使用", "建成并交付使用"}
