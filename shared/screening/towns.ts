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

/** Whether a word may be the name of a town behind its postal code. */
export const isTown = (word: string): boolean => {
	const lower = word.toLowerCase()
	return BIG.has(lower) || BIG.has(lower.split('-')[0] ?? '') || ENDING.test(lower)
}
