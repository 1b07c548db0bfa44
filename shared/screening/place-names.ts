const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Endings that make a street also in lower case. */
export const STREET = /(?:stra(?:ß|ss)en?|str\.?)$/
export const STREET_ENDING =
	/.{2,}(?:stra(?:ß|ss)e|str\.?|allee|gasse|gässchen|chaussee|weg|platz|ring|damm|ufer|stieg|steig|stiege|twiete|promenade|pfad|kamp|redder|koppel|wall|graben|brücke|zeile|esplanade|terrasse|markt|winkel|bogen|anger|siedlung|kehre|hof|berg|park|garten|gärten|grund|wiese|wiesen|feld|tal|hang|rain|höhe|bach|born|busch|horst|hagen|heide|moor|bruch|deich|tor|mühle|leite|halde|gang|kai|aue|eck|ecke|blick|sand|see|teich|wald|wald|linden|eichen|buchen|tannen|birken|acker|äcker|krug|schanze|passage|schleuse|bühl|ried|loh|lohe|brunnen|straat|laan|steg|alster|elbe|rhein|main|isar|spree|förde|weser|leine|ruhr|mosel|neckar|saale|havel|donau|lahn|trave|eider|fulda|lech|ems|oker|aller|wupper|sieg|schwentine|pegnitz|kirche|schule|bleiche|burg|kaserne|ziegelei|wache|eiche|linde|trift|breite|kuhle|hütte|kapelle|pforte|wiek|hafen|kanal|strand|dorf|(?:forst|rat|gast|pfarr|schul|back|brau|zoll|schützen|armen|land|wirts|jagd|herren|guts|vor)haus|turm|stein|baum|holz|stall|krone|quelle|weide|weiden|rosen|rose|siel|gericht)$/
/** Endings that make a street alone; the others need "Am", "Im" or a town besides. */
const STRONG_ENDING =
	/.{2,}(?:stra(?:ß|ss)e|str\.?|allee|gasse|gässchen|chaussee|weg|platz|ring|damm|ufer|stieg|steig|stiege|twiete|promenade|pfad|kamp|redder|koppel|graben|zeile)$/

/** Words with such an ending that are no streets. */
const NO_STREET =
	/(?:^(?:bahnsteig|messering|hering|fahring)|(?:programm|sender?|speicher|arbeits|sitz|steh|stell|tabellen|listen|bau|steck|start|schlaf|lager|ablage|lade|studien|ausbildungs|praktikums|golf|tennis|stamm|kino|fenster|podest|podiums|lan|sende|kanal|frei|warte|ersatz|einbau|hot|grill|ranglisten|spitzen|medaillen|park|camping|kita|therapie|sim|sat|karten|ehren|betreuungs|liege|knoten|rang|montage|schreib|einsatz)platz|(?:aus|um|rechts|post|dienst|lösungs|vertriebs|kontakt|übertragungs|liefer|bestell|rück|schrift|versand|mail|kommunikations|service|support|online|hin|heim|halb|durch|rad|fahr|klage|instanzen|zahlungs|signal|meldungs?|melde|nach|hinter|vor|eskalations|beschwerde|daten|kabel|leitungs|mittel|vertrags|lebens|anfahrts|anmelde|zahl|zugangs|bildungs|transport|kurz|frei|eben|weit|schlicht|rund|über|be|luft|wechsel|informations|buchungs|kündigungs|umzugs|stand|bestellungs|rett?ungs|flucht|hör|arbeits|schul)weg|(?:monito|enginee|spon|hos|tailo|boo|strea|geschwa|feh)(?:soring|ring|ting|ming)|sponsoring|steering|clearing|filtering|tethering|rendering|offering|ordering|gering|bühring|scoring|sharing|wiring|schmetterling|(?:k|verk|l|r|s|abl|anr|auss|aufr)[äa]?ufer|käufer|läufer|rufer|(?:ein|ab|auf|um|an|aus|zu|auff?|bahn|bus)sti?eig|(?:ein|ab|auf|um|an|aus|wieder|wiederein|neuein)stieg|(?:datei|menü|verzeichnis|such|klick|ordner|lern|netz|link|speicher)pfad|tabellenzeile|(?:betreff|adress|kopf|fuß|such|befehls|text|schlag|code|eingabe|status|menü|titel|spalten)zeile|(?:bahn|haupt)?bahnhof|wettkamp)$/

/** Words before "Straße" or "Platz" that do not name it. */
const NO_NAMES = words(`
	der die das den dem des dieser diese dieses diesen diesem jeder jede jedes jeden jedem einer eine eines einen einem unser unsere
	unserer unseres unseren unserem ihr ihre ihrer ihres ihren ihrem dein deine deiner deines deinen deinem mein meine meiner meines
	meinen meinem erster erste ersten zweiter zweite zweiten dritter dritte dritten letzter letzte letzten welcher welche welches
	auf vom von zu zum zur im in am an bis über unter vor hinter mehr kein keine keiner keinen viel freier freien nächster nächste
	nächsten gleicher gleiche gleichen selben bester beste besten guter gute guten andere anderer anderen richtige richtigen falsche
	falschen ganze ganzen kurzer kurze kurzen ihr sein seine seiner weiterer weitere weiteren jeweiligen manche mancher halber
	halbe halben einziger einzige wieder immer leider hier aber oder unterer unser gesamte gesamten betroffene betroffenen
`)

/** Words behind "am", "im" or "zum" and before a number that are no streets. */
const NO_PLACES = words(`
	montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar märz april mai juni juli august september
	oktober november dezember tarif seite gleis schritt punkt menü kapitel absatz artikel paragraf platz rang kanal monat jahr tag
	abend morgen vormittag nachmittag mittag preis wert stand ende anfang start paket vertrag router netz internet test schnitt
	durchschnitt vergleich shop team video teil heft bild fall etage stock obergeschoss gate terminal raum zimmer kurs menue
	wochenende herbst sommer winter frühling quartal halbjahr spiel finale umfang betrag zeitraum laufe rahmen port slot modus
	level version abschnitt kontingent download upload
`)

const CAPITAL = /^\p{Lu}/u

/** Says whether a word may be a street's name behind "Am", "Im" or the like. */
export const isPlace = (word: string): boolean => CAPITAL.test(word) && !NO_PLACES.has(word.toLowerCase())

/** Says whether a word is a street by its ending. */
export const isStreetWord = (word: string, mayBeSmall: boolean): boolean => {
	const lower = word.toLowerCase().replace(/\.$/, '')
	if (NO_STREET.test(lower) || NO_STREET.test(lower.slice(lower.lastIndexOf('-') + 1))) return false
	const ending = word.toLowerCase()
	if (STREET.test(ending) && ending.replace(STREET, '').length >= 2) return true
	if (/^(?:reeperbahn|zeil|bleichen|kudamm)$/.test(lower)) return true
	return STRONG_ENDING.test(lower) && (mayBeSmall || CAPITAL.test(word))
}

/** Says whether a word is "Straße", "Platz", "Ring" or the like alone. */
export const isBareStreetWord = (word: string): boolean =>
	/^(?:stra(?:ß|ss)e|str\.?|allee|weg|platz|ring|damm|ufer|gasse|chaussee|promenade|steig|stieg|wall|graben|markt|berg|hof|kamp|pfad|brücke|feld|garten|park|tor|winkel|deich|koppel|grund)$/i.test(
		word,
	)

/** Says whether a word may name a street: "Kieler" before "Straße", "Alter" before "Weg". */
export const isStreetAdjective = (word: string, mayBeSmall: boolean): boolean =>
	!NO_NAMES.has(word.toLowerCase()) &&
	(mayBeSmall ? /^\p{L}{3,}er$/u.test(word) || CAPITAL.test(word) : CAPITAL.test(word)) &&
	/(?:e|er|es|en|em|[-.])$|^(?:sankt|st\.?|klein|groß|alt|neu)$/iu.test(word)

export const PREPOSITION = /^(?:am|im|zum|zur|beim|vorm|hinterm|achter|ober|unter)$/i
export const PREPOSITION_OF_TWO =
	/^(?:an|auf|in|unter|hinter|vor|bei|über|zwischen|neben|op|up|zu|ob|an'|uff) (?:der|den|dem|de|dat)$/i

const BIG = new Set(
	`aachen augsburg aschaffenburg bamberg bautzen bayreuth berlin bielefeld bocholt bochum bonn bottrop brandenburg braunschweig bremen
	bremerhaven brühl celle chemnitz coburg cottbus cuxhaven darmstadt delmenhorst dessau detmold dinslaken dormagen dorsten dortmund
	dresden duisburg düren düsseldorf eckernförde emden erfurt erlangen eschweiler essen esslingen eutin flensburg frankfurt freiburg
	freising friedrichshafen fulda fürth garbsen gelsenkirchen gera gießen gladbeck goslar gotha göppingen görlitz göttingen greifswald
	grevenbroich gummersbach gütersloh hagen halberstadt halle hamburg hameln hamm hanau hannover heide heidelberg heidenheim heilbronn
	herford herne herten hilden hildesheim hof husum hürth ibbenbüren ingolstadt iserlohn itzehoe jena kaiserslautern karlsruhe kassel
	kempten kerpen kiel kleve koblenz konstanz krefeld köln landshut langenfeld langenhagen leer leipzig leverkusen lingen lippstadt
	ludwigsburg ludwigshafen lübeck lüdenscheid lüneburg lünen magdeburg mainz mannheim marburg marl meerbusch menden minden moers
	mönchengladbach mülheim münchen münster neubrandenburg neumünster neuss neustadt neuwied norderstedt nordhorn nürnberg oberhausen
	offenbach offenburg oldenburg osnabrück paderborn passau peine pforzheim pinneberg pirmasens plauen plön potsdam preetz pulheim
	ratingen ravensburg recklinghausen regensburg remscheid rendsburg reutlingen rheine rosenheim rostock rüsselsheim saarbrücken
	salzgitter schleswig schweinfurt schwerin siegburg siegen sindelfingen singen solingen speyer stade stolberg stralsund straubing
	stuttgart suhl trier troisdorf tübingen ulm unna velbert viersen villingen waiblingen weiden weimar wesel wetzlar wien wiesbaden
	wismar witten wittenberg wolfenbüttel wolfsburg worms wunstorf wuppertal würzburg zürich zwickau altenholz kronshagen laboe
	gettorf bad sankt st`.split(/\s+/),
)
const ENDING =
	/\p{L}{2,}(?:burg|stadt|städt|hausen|heim|dorf|feld|felde|berg|furt|münde|haven|kirchen|bach|ingen|rode|itz|ow|brück|hafen|leben|stedt|büttel|born|wald|au|beck|see|tal|hofen|weiler|reuth|roda|rath|scheid|um|holz|hagen|horst|loh|förde|werder|walde|lingen|münster|ich)$/u

/** Says whether a word may be a town behind its postal code. */
export const isTown = (word: string): boolean => {
	const lower = word.toLowerCase()
	return BIG.has(lower) || BIG.has(lower.split('-')[0] ?? '') || ENDING.test(lower)
}
