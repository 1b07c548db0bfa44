/**
 * The verbs of customers, as stems: from them verb-forms.ts builds the forms. Verbs whose second person sounds like a noun or
 * like the third person (dienen, kosten) are left out where the form would prove nothing.
 */

/** Regular verbs: all forms are the stem and an ending. */
export const REGULAR = `
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
export const STRONG = `
	nehm/nimm/nimm geb/gib/gib seh/sieh/sieh les/lies/lies helf/hilf/hilf sprech/sprich/sprich ess/iss/iss vergess/vergiss/vergiss
	treff/triff/triff werf/wirf/wirf tret/tritt/tritt empfehl/empfiehl/empfiehl brech/brich/brich versprech/versprich/versprich
	sterb/stirb/stirb stehl/stiehl/stiehl bewerb/bewirb/bewirb mess/miss/miss
	fahr/fähr/fahr lass/läss/lass halt/hält/halt lauf/läuf/lauf fall/fäll/fall fang/fäng/fang trag/träg/trag
	schlaf/schläf/schlaf wasch/wäsch/wasch rat/rät/rat lad/läd/lad schlag/schläg/schlag stoß/stöß/stoß
`

/** Second person singular of the verbs that go their own way. */
export const SECOND_SINGULAR = `
	bist hast wirst kannst musst willst sollst darfst magst möchtest weißt warst hattest wurdest würdest hättest wärst wärest
	konntest könntest musstest müsstest wolltest solltest durftest dürftest mochtest wusstest wüsstest gabst gingst kamst nahmst
	sahst schriebst fandest dachtest brachtest sagtest meintest machtest fragtest gäbst gingest kämst ließest tust tätst tätest
	hascht kannsch hasch bisch willsch mogst woaßt kimmst deafst
`

/** Second person plural of the same; none of them is a third person too. */
export const SECOND_PLURAL = `
	seid habt werdet könnt müsst wollt sollt dürft mögt möchtet wisst hattet wurdet würdet hättet wärt wäret
	konntet könntet musstet müsstet wolltet solltet durftet dürftet mochtet wusstet wüsstet gabt gingt kamt nahmt saht schriebt
	fandet dachtet brachtet sagtet meintet machtet ließt hobt habbt könnet händ hend chönd
`

/** Plural of the third person and of Sie. */
export const PLURAL = `
	sind haben werden können müssen wollen sollen dürfen mögen möchten wissen waren hatten wurden würden hätten wären konnten
	könnten mussten müssten wollten sollten durften dürften mochten wussten wüssten seien tun taten täten gaben kamen gingen sagten
	meinten schrieben machten ließen fanden dachten brachten nahmen schickten stellten buchten
`
