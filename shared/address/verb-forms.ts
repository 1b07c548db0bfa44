import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { spellings, wordsIn } from './word-set.ts'

/*
 * The verbs of customers, as stems, from which the forms are built. Verbs whose second person sounds like a noun or like the
 * third person (dienen, kosten) are left out where the form would prove nothing.
 */

/** Regular verbs: all forms are the stem and an ending. */
const REGULAR = `
	abonnier acht aktivier aktualisier akzeptier antwort arbeit ausricht back bastel bau beacht beantrag beantwort
	bearbeit bedank bedenk beeil begleit begreif begründ behandel behaupt beheb beleg beleidig belästig belüg bemüh
	benachrichtig benutz bequem berechn bereu berichtig beruhig bescheiß beschleunig beschreib beschwer beschäftig
	beseitig besorg bestell bestraf bestätig besuch bet betracht betreib betreu betrüg bewahr bewert bewunder bezahl bieg
	biet bild bitt bleib blink blockier blätter brauch bring buch buchstabier chatt check chill deaktivier definier denk
	deut diskutier dreh droh drossel druck drück duld duz eil empfang end entfern entscheid entschuldig entsperr
	enttäusch entwickel erfind erfüll ergänz erhöh erinner erklär erkundig erlaub erledig ermahn ermöglich erneuer
	erpress erreich ersetz erstatt erwart erwisch erzähl fax fehl feier finanzier find fix flieg folg forder formulier
	frag freu fummel füg fühl führ füll garantier gedenk geduld gefährd geh gehör genehmig genieß gewinn gewähr glaub
	glotz grüß guck gugg gönn hab handel hass heb heil heiß hinder hinterfrag hinterleg hoff hol häng hör hüpf
	identifizier ignorier informier installier interessier irr jammer kapier kassier kauf kenn klapp klatsch klau kleb
	klick kling klingel klopf klär knips koch komm kompensier konfigurier kontaktier kontrollier konzentrier kopier
	korrigier krieg kränk kümmer kündig kürz küss laber lach lauf leb leg lehn leih leist leit lern lieb liefer lieg lock
	logg lohn lös lösch lüg mach mahn mail mal mein meld merk miet misch missversteh moderier nenn nerv notier nutz nötig
	optimier ordn organisier pack park pass pauschalier penn pfleg plan plauder positionier priorisier probier präsentier
	prüf quatsch quittier quäl reagier rechn rechtfertig red reduzier regel registrier reich reis reiß renn reparier
	reservier resett rett richt ruf rüst sag sammel saug schaff schalt schau scheiß schenk schick schieb schieß schimpf
	schlepp schließ schmeiß schnapp schneid schraub schrei schreib schul schweig schweiß schwimm schwätz schwör schädig
	schäm schätz schütz scroll send setz sicher sing sitz skype sorg sortier spar speicher sperr spiel spinn spreng spür
	start steck steh steig stell steuer stimm stopf stopp storn stornier streich streit streng stress stöber stör stütz
	such surf tank tanz tast tauch taug tausch teil telefonier test tipp trau treib trenn trick trink träum trödel tröst
	tu turn tweet twitter täusch unternehm unterschreib unterstütz untersuch veralber verarsch verbesser verbind
	vergleich verkack verkauf verlang verlier verlänger vermassel vermeid vermiet vermut verpass verrechn verschieb
	verschlaf verschlechter verschon verschwend versicher versteh versuch verteidig vertreib vertröst verweiger verwend
	verzeih verzicht veräppel veröffentlich wag wahr wander warn wart wechsel wehr weiger wein weis wend wett wickel
	wiederhol wink wirk wisch wohn wunder wähl wünsch würdig zahl zapf zauber zeig zerr zieh zitier zock zweifel zwing
	zwitscher zähl zöger zünd änder ärger äußer öffn üb überforder überleg übermittel überprüf überquer überrasch
	übersend überweis überzeug
`

/**
 * Strong verbs whose vowel changes: stem, stem of the second person singular, imperative. Their plural with -t ("helft") is
 * not the third person ("hilft"), so it proves by itself.
 */
const STRONG = `
	nehm/nimm/nimm geb/gib/gib seh/sieh/sieh les/lies/lies helf/hilf/hilf sprech/sprich/sprich ess/iss/iss vergess/vergiss/vergiss
	treff/triff/triff werf/wirf/wirf tret/tritt/tritt empfehl/empfiehl/empfiehl brech/brich/brich versprech/versprich/versprich
	sterb/stirb/stirb stehl/stiehl/stiehl bewerb/bewirb/bewirb mess/miss/miss
	fahr/fähr/fahr lass/läss/lass halt/hält/halt lauf/läuf/lauf fall/fäll/fall fang/fäng/fang trag/träg/trag
	schlaf/schläf/schlaf wasch/wäsch/wasch rat/rät/rat lad/läd/lad schlag/schläg/schlag stoß/stöß/stoß
`

/** Irregular forms of the second person singular. */
const SECOND_SINGULAR = `
	bist hast wirst kannst musst willst sollst darfst magst möchtest weißt warst hattest wurdest würdest hättest wärst wärest
	konntest könntest musstest müsstest wolltest solltest durftest dürftest mochtest wusstest wüsstest gabst gingst kamst nahmst
	sahst schriebst fandest dachtest brachtest sagtest meintest machtest fragtest gäbst gingest kämst ließest tust tätst tätest
	hascht kannsch hasch bisch willsch mogst woaßt kimmst deafst
`

/** Irregular forms of the second person plural; none is also a third person. */
const SECOND_PLURAL = `
	seid habt werdet könnt müsst wollt sollt dürft mögt möchtet wisst hattet wurdet würdet hättet wärt wäret
	konntet könntet musstet müsstet wolltet solltet durftet dürftet mochtet wusstet wüsstet gabt gingt kamt nahmt saht schriebt
	fandet dachtet brachtet sagtet meintet machtet ließt hobt habbt könnet händ hend chönd
`

/** Irregular forms of the third person plural and of Sie. */
const PLURAL = `
	sind haben werden können müssen wollen sollen dürfen mögen möchten wissen waren hatten wurden würden hätten wären konnten
	könnten mussten müssten wollten sollten durften dürften mochten wussten wüssten seien tun taten täten gaben kamen gingen sagten
	meinten schrieben machten ließen fanden dachten brachten nahmen schickten stellten buchten
`

/** Whether a form proves its person, or is another person's too ("macht": er macht, ihr macht). */
type Proof = 'only' | 'shared'

type StrongVerb = { readonly stem: string; readonly singular: string; readonly imperative: string }

const strongVerbs = (): readonly StrongVerb[] =>
	wordsIn(STRONG).flatMap((entry) => {
		const [stem, singular, imperative] = entry.split('/')
		return stem && singular && imperative ? [{ stem, singular, imperative }] : []
	})
const allStems = (): readonly string[] => [...wordsIn(REGULAR), ...strongVerbs().map(({ stem }) => stem)]

/** Returns a stem with the e that eases the ending: arbeitet, findet, öffnet, rechnet, atmet. */
const eased = (stem: string) => (/([td]|[^aeiouäöülrnmh]n|chn|[^lrmh]m)$/.test(stem) ? `${stem}e` : stem)
const hisses = (stem: string) => /[sßzx]$/.test(stem)
const infinitiveOf = (stem: string) => (/(el|er|tu)$/.test(stem) ? `${stem}n` : `${stem}en`)

const formsWith = (ending: string, stems: readonly string[]): readonly string[] =>
	stems.flatMap((stem) => spellings(`${stem}${ending}`))
const proving = (proof: Proof, forms: readonly string[]) => forms.map((form) => [form, proof] as const)

const secondSingular = onFirstUse(() => {
	const regular = wordsIn(REGULAR).filter((stem) => !hisses(stem))
	const strong = strongVerbs().map(({ singular }) => singular)
	return new Set([
		...wordsIn(SECOND_SINGULAR).flatMap(spellings),
		...formsWith('st', regular.map(eased)),
		...formsWith(
			'st',
			strong.filter((stem) => !hisses(stem)),
		),
	])
})

const secondPlural = onFirstUse(() => {
	const strong = strongVerbs().map(({ stem }) => eased(stem))
	return new Map<string, Proof>([
		...proving('shared', formsWith('t', wordsIn(REGULAR).map(eased))),
		...proving('only', formsWith('t', strong)),
		...proving('only', wordsIn(SECOND_PLURAL).flatMap(spellings)),
		['tut', 'shared'],
	])
})

/** Returns "stell", "stelle", "änder", "ändere", "wechsle": also what a left out "ich" would say. */
const imperativesOf = (stem: string): readonly string[] => [
	...(eased(stem) === stem || /(d|wart|halt|rat|tret)$/.test(stem) ? [stem] : []),
	`${stem}e`,
	...(stem.endsWith('el') ? [`${stem.slice(0, -2)}le`] : []),
]

const imperative = onFirstUse(() => {
	const changing = strongVerbs().filter((verb) => verb.stem !== verb.imperative)
	return new Map<string, Proof>([
		...proving('shared', allStems().flatMap(imperativesOf).flatMap(spellings)),
		...proving(
			'only',
			changing.flatMap((verb) => spellings(verb.imperative)),
		),
		['sei', 'only'],
		['tu', 'shared'],
	])
})

const plural = onFirstUse(() => new Set([...wordsIn(PLURAL), ...allStems().map(infinitiveOf)].flatMap(spellings)))

/** Prefixes, the longest first: "zurückrufen" and "vertragt" are found by their last part. */
const PREFIX =
	/^(?:zurück|zurueck|zuruck|zusammen|wieder|weiter|herunter|hinunter|heraus|hinaus|nach|über|ueber|unter|durch|rein|raus|rauf|runter|fest|frei|vor|aus|auf|ein|mit|los|weg|her|hin|ab|an|bei|um|zu|be|ver|ent|zer|er)(?=.{3})/

const find = <Found>(look: (form: string) => Found, form: string): Found => {
	const found = look(form)
	const rest = found ? form : form.replace(PREFIX, '')
	return rest === form ? found : look(rest)
}

/**
 * Says whether only du has a form: "kannst", "hast", "gehst". Takes a word as `spell` returns it, as the functions below
 * do.
 */
export const isSecondSingular = (form: string): boolean => find((it) => secondSingular().has(it), form)

/** Says how far a form proves ihr: "habt" (only), "macht" (shared with er and sie). */
export const secondPluralOf = (form: string): Proof | undefined => find((it) => secondPlural().get(it), form)

const INSEPARABLE = /^(?:wieder|über|ueber|unter|be|ver|ent|zer|er)(?=.{3})/

/** Says how far a form proves an imperative: "gib" (only), "schau", "schaue" (shared with ich). */
export const imperativeOf = (form: string): Proof | undefined =>
	imperative().get(form) ?? imperative().get(form.replace(INSEPARABLE, ''))

/** Says whether a form is of Sie, wir or they, or an infinitive: "haben", "schicken". */
export const isPlural = (form: string): boolean => find((it) => plural().has(it), form)
