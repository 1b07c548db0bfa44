/**
 * The verbs of customers, as stems: from them verb-forms.ts builds the forms. Verbs whose second person sounds like a noun or
 * like the third person (dienen, kosten) are left out where the form would prove nothing.
 */

/** Regular verbs: all forms are the stem and an ending. */
export const REGULAR = `
	abonnier acht aktivier aktualisier akzeptier antwort arbeit back bastel bau beacht beantrag beantwort bearbeit bedank
	bedenk beeil begreif begründ behandel behaupt beheb belästig belüg benachrichtig benutz bequem berechn bereu berichtig
	beruhig bescheiß beschleunig beschreib beschwer beschäftig besorg bestell bestätig besuch bet betracht betreib betreu
	betrüg bewert bewunder bezahl biet bild bitt bleib blockier brauch bring buch buchstabier check chill deaktivier denk
	deut dreh droh drossel druck drück duld duz eil empfang end entfern entscheid entschuldig entsperr entwickel erfind
	erfüll ergänz erinner erklär erkundig erlaub erledig ermahn ermöglich erneuer erreich erstatt erwart erwisch erzähl fehl
	feier finanzier find fix flieg füg wahr folg forder frag freu fühl führ füll garantier geduld geh gehör genehmig genieß gewinn gewähr
	glaub glotz grüß guck gugg gönn hab handel hass heb heil heiß hinterfrag hoff hol häng hör hüpf ignorier informier installier
	interessier irr jammer kapier kassier kauf kenn klapp klatsch klick kling klingel klär koch komm kontaktier kontrollier
	konzentrier kopier korrigier krieg kümmer kündig kürz küss laber lach lauf leb leg lehn leih leist leit lern lieb liefer
	lieg lock lohn lös lösch lüg mach mahn mal mein meld merk miet misch missversteh moderier nenn nerv notier nutz ordn
	organisier pack park pass pauschalier plan plauder probier präsentier prüf quatsch quäl reagier rechn rechtfertig red
	reduzier regel registrier reich reis reiß renn reparier reservier rett ruf sag sammel schaff schalt schau scheiß schenk
	schick schieb schieß schimpf schließ schmeiß schnapp schneid schraub schrei schreib schul schweig schwimm schwätz schäm schütz
	send setz sing sitz skype sorg spar speicher sperr spiel spinn spreng spür start steck steh steig stell stopp storn
	stornier streich streit streng stör such surf tanz taug tausch teil telefonier test tipp trau trenn trink träum trödel tu
	twitter täusch unternehm unterschreib unterstütz untersuch verarsch verbesser verbind vergleich verkauf verlang verlier
	verlänger vermeid vermiet vermut verpass verrechn verschieb verschlechter verschon verschwend versicher versteh versuch
	verteidig vertröst verweiger verwend verzeih verzicht veräppel veröffentlich wag warn wart wechsel weiger wein weis wend
	wett wiederhol wink wohn wunder wähl wünsch würdig zahl zauber zeig zieh zitier zock zweifel zwing zähl änder ärger äußer
	öffn üb überleg überprüf überrasch überweis überzeug
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
	hascht kannsch hasch bisch willsch
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
