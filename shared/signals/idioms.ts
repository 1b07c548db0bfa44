/** What people say of machines, prices and boredom in words of life and death: not read as danger. */
export const IDIOMS = `
	{things} ~ (bringt|bringen|bringst|treibt|treiben) ~ (mich|uns|einen) ~ (um|ins grab|in den wahnsinn|zur weissglut|um den verstand|noch ins grab)
	(bringt|bringen|bringst|treibt) (ihr )?(mich|uns|einen) ~ (um|ins grab|in den wahnsinn|um den verstand|um den schlaf)
	{things} ~ (will|wollt|wollen) ~ (mich|uns) ~ (umbringen|killen)
	(killt|killen|killst|tötet) (mich|uns|den|die|das|meinen|meine|mein)( ~ (wenn|akku|router|laune|nerven))?
	(mein*|euer|eure|das|der|die|dieses) ~ (update|app|router|netz|internet|technik) ~ (getötet|gekillt|tot|umgebracht|zerschossen|tötet|killt)
	(akku|handy|telefon|router|modem|netz|internet|wlan|wifi|leitung|anschluss|festnetz|box|fritzbox|dsl|verbindung|laptop|pc|rechner|tv|fernseher|server|app|simkarte|sim|karte|hotline|chat|signal|empfang|strom|bildschirm|display|konsole|repeater|briefkasten|shop|kanal|link|nummer|rufnummer|phone|battery|line|connection|laptop|router|screen|hausanschluss) ~ (tot|gestorben|stirbt|sterben|verreckt|verstorben|ertrunken|hinüber|krepiert|dead|died|dies|dying|killed)
	(tote|totes|toter|toten|totem) (leitung|leitungen|hose|winkel|link|links|ecke|ecken|zone|zonen|punkt|punkte|briefkasten|kanal|kanäle|pixel|stelle|stellen|netz|anschluss|akku|handy|router|mailadresse|stille)
	(lach*|lachen|lache|freu|gelacht|arbeite*|langweil*|warte*|ärger*|telefonier*|tipp*|zahl*|spar*) ~ (tot|dumm und dämlich|kaputt)
	(totlachen|totgelacht|totlach|todmüde|todlangweilig|todsicher|todschick|todernst|todesmutig|todsünde|todtraurig|sterbenslangweilig|sterbensmüde|todgeglaubt|totgesagt*|totschlagargument|todeszone|todesstoss|todesurteil|todesursache|totalausfall|todunglücklich|todesstille|totenstille)
	zum (sterben|totlachen|heulen|schreien|kotzen|davonlaufen|aus der haut fahren) ( ?(langweilig|schön|müde|komisch))?
	(sterbe|sterben|sterb|stirbt|gestorben|verdurste|verhunger*|ersticke*|ertrinke*|ersaufe*|verrecke*) ~ (vor|aus|an) (langeweile|neugier|neugierde|hunger|durst|hitze|scham|lachen|peinlichkeit|alter|aufregung|spannung|sehnsucht|warten|ungeduld)
	(ersticke*|ertrinke*|ersaufe*|verblute*|drowning) ~ (in|an) ~ (arbeit|mails|werbung|rechnungen|spam|papierkram|papier|kosten|schulden|paperwork|emails|bills)
	vor (langeweile|neugier|wut|lachen|ungeduld|scham) ~ (sterbe*|sterb|gestorben|umkomm*|umgekommen)
	(sterben|stirbt|gestorben) ~ (langsam )?aus
	(beim|bei) (warten|update|download|laden|zusehen) ~ (sterbe|gestorben|verreckt)
	über meine leiche
	über leichen
	(fast|beinahe|beinah|bald|gleich|halben|halber|schier|nen|demnächst|glatt|noch) ~ (herzinfarkt*|herzkasper*|schlaganfall|herzattacke|stromschlag|gestorben|umgefallen|vom stuhl|ohnmächtig|in ohnmacht|hirnschlag|schreikrampf|krise)
	(herzinfarkt|herzkasper|schlaganfall|hirnschlag) ~ (bekommen|gekriegt|gehabt|kriegen|bekomm*) ~ (rechnung|preis*|betrag|summe|lesen|sah|gesehen)
	(bei der|bei dem|wegen der|beim anblick der|über die) (rechnung|summe|preis*) ~~ (herzinfarkt|herzkasper|schlaganfall|ohnmacht)
	(nearly|almost|basically|practically|gave me a|give me a|giving me a) ~ (heart attack|stroke|panic attack|fainted|died|dead|choked)
	(lampe|lampen|led|leds|licht|lichter|lämpchen|leuchte|leuchten|kontrollleuchte*|kontrolllampe|anzeige|rot|grün|orange|blau|light|lights|gelb) ~ brenn(t|en)
	brenn(t|en) ~ (rot|grün|orange|blau|dauerhaft rot|lampe|led|licht|lämpchen|leuchte|mir unter den nägeln|unter den nägeln|auf den nägeln|durch)
	(brenne|brennen|brenn|brennt) ~ (auf|darauf|für) (den|die|das|euch|eure*|glasfaser|neue*|5g|mein*)
	(wo|wenn) ~ brennts
	(feuer und flamme|feuer frei|lauffeuer|feuertaufe|feuer unterm|feuer unter dem|unter beschuss|feuerprobe|firewall|fire tv|firestick|fire stick)
	(mir|da|uns) blutet ~ herz
	(blutet|bluten) ~ (herz|ohren|augen|seele)
	(ohren|augen|herz) blute(t|n)
	blutige* (anfänger|laie)
	(preise|kosten|rechnung*|ping|datenverbrauch|gebühren|kopf|ich|schädel) ~ (explodier*|platz*)
	(bombenfest*|bombensicher*|bombenstimmung|bomben (service|team|empfang|angebot|stimmung|job|preis)|bombenempfang|bombig|bombastisch)
	(mords|mörder|mord) (hunger|ärger|spass|wut|arbeit|aufwand|theater|geld|preise|gaudi|stress|hitze|krach)
	(mordshunger|mordsärger|mordsspass|mordstheater|mordswut|mörderpreis*|mörderisch*|mordsmässig*|mordsding|mordsaufwand)
	(springe*|spring|sprang|hüpfe) ~ (im dreieck|vor freude|an die decke|auf den tisch|über meinen schatten|im quadrat|ein|gleich durch die decke)
	(ich|könnt*) ~ (aus der haut|an die decke|in die luft) ~ (fahren|gehen|springen)
	(schlag|schlage|schlagen|schlagt|schlägt) ~ (vor|zu|alarm|wurzeln|wellen|ein rad|fehl|nach|mir zeit|zeit tot|purzelbäume|die werbung)
	(schlag*|hau*|fass*) ~ (mir|mich|sich|man) ~ (kopf|stirn|hände)
	(mir|mich|man) ~ (an den kopf|vor den kopf|gegen die wand|vor die stirn|die hände über) 
	(brech|breche|brich*) ~ (mir|euch keinen|dir keinen|ab|zusammen) ~ (finger|zacken|kopf|zunge)?
	(schiess*|schoss) ~ (bock|foto|fotos|übers ziel|preis*|auch in die höhe)
	(ihr|das|sie|du|der|mein|dieses|eure*) ~ (der|echt der|absolute*) (hammer|killer|oberhammer|bringer|burner|brüller)
	(killer|hammer) (preis|preise|angebot|deal|feature|app|spiel|tarif|kriterium|argument|phrase)
	(kindersicherung*|kinderschutz*|kinderkram|kinderspiel|kinderleicht|kindergarten|kinderkrankheit*|kindskopf|kinderprogramm|kinderkanal|kika|kindertarif|kinderkonto|kinderuhr|jugendschutz*|kinderprofil)
	(zeit|stunden|tag) (tot)?schlagen
	(geist|löffel|schirm) ~ (aufgegeben|abgegeben|zugemacht)
	(hängt|hängen|häng|hat|haben|habe) sich ~ (auf|aufgehängt|aufhängt|aufhängen)
	(häng|hänge|hängen|hing|hängt) ~ (seit|schon|noch|immer|ewig|stundenlang|nur|wieder|in der) ~ (warteschleife|leitung|hotline|schleife|auf)
	(selbstmord|suizid|suicide|intihar) ~ (auf raten|mit anlauf|mit ansage|auf zeit)
	(technischer|digitaler|wirtschaftlicher|finanzieller|beruflicher|commercial|career|business|social|political) (selbstmord|suizid|suicide)
	(erschiess*|erschlag*|kill|killt|töte*|begrab*|verbrenn*|schmeisst|steinig*) ~ (chatbot|bot|app|ki|computerstimme|musik|ansage|warteschleifenmusik|router|werbung|website|robot)
	(reisst|reissen|schlägt|schlagen|bringt) mir ~ kopf ~ ab
	(mein*|das|die) ~ (konto|geldbeutel|portemonnaie|herz) ~ (blutet|bluten|ausgeblutet)
	(saved|save|saves) my life
	to die for
	(die|zum|der) ~ (hölle|teufel) ~ (los|nochmal|damit)?
	zu tode (gelangweilt|erschreckt|geärgert|gelacht|gefreut|geschämt|warten|langweil*)
	(selbstmordkommando|suicide squad|suicide silence|suicideboys|selbstzerstörung*)
	(leben|überleben) ~ (ohne|kann ohne) ~ (internet|netz|wlan|handy|netflix)
	ohne (internet|netz|wlan|handy|netflix|fernsehen|tv|youtube) ~ (nicht|kaum) ~ (leben|überleben|existieren)
	(dying|die|died|dead) (to|of|from|for|laughing|by) ~ (get|see|try|know|boredom|laughter|hunger|embarrassment|thirst|laughing|have|curiosity|waiting|fibre|fiber|hear|heat)
	(die|death) of (boredom|laughter|embarrassment|hunger|old age)
	bored to death
	scared to death
	(killing|kills|killed) (me|my (battery|mood|vibe|phone|eyes|ears|back|laptop|internet|wifi|nerves)|it|the (process|app|mood|vibe|battery|task|router|signal|session|server|connection|lights)|time|us|two birds)
	(kill|killing|kills) (my (battery|mood|vibe|phone|eyes|ears|back|laptop|internet|wifi|nerves)|it|the (process|app|mood|vibe|battery|task|router|signal|session|server|connection|lights)|time|two birds)
	(boss|wife|husband|mom|mum|dad|girlfriend|boyfriend|kids|manager|teacher|roommate|flatmate|son|daughter) ~ (going to|gonna|will|would) kill me
	(sterbe|sterb|sterben|stirbt|gestorben|dying|die|died|dies|kill|killed|getötet|umgebracht|öl[a-z]{2,10}|erschossen|abgeknallt) && (fortnite|spiel|spiele|game|games|gaming|zocken|zocke|ping|lag|lags|laggt|minecraft|valorant|warzone|counter strike|csgo|oyun*|ranked|gegner|konsole|ps5|xbox|charakter|match|boss fight|level)
	(would|could|might) ~ (kill|murder|die) for ~
	(could|can) murder (a|some|an)
	kill* (deal|offer|feature|app|price|speed)
	(shoot|shot|drop|hit) (me|you|us|them|over|him|her) (a|an|up|an email|with) 
	(drop dead gorgeous|dead zone|dead zones|dead spot|dead spots|dead end|dead slow|dead line|dead link|deadline*|dead pixel*|dead air|dead wrong|dead serious|dead on|dead simple|dead easy|dead silence|deadlock|dead slow)
	over my dead body
	(bomb proof|bombproof|photobomb*|bombastic|the bomb|love bomb*|bath bomb*|bombarded|bombard*)
	(wifi|internet|line|phone|battery|signal|connection|broadband|router|laptop|app|server|screen|network|landline|modem) ~ (is|was|has|went|just|are|been|gone|keeps) ~ (dead|died|dying|dies|killed|choking|choked)
	(burn*) ~ (a hole|data|credit|calories|through|cd|dvd|my data|mobile data)
	burning (question|issue|money)
	on fire ~ (lately|today) (great|love)
	(you guys|you lot|you|the team) (are|re) ~ (killing it|on fire|the bomb|killer|killing me)
	(kids|children|child|son|daughter) ~ (screaming|crying|going (mad|crazy)|bored|killing me|driving me)
	(parental (control*|lock)|child (lock|safe|proof|mode|account|seat|plan|benefit|filter)|childs play|kids (mode|profile|tariff|plan|channel|lock))
	(heart|ears|eyes) ~ bleed*
	(trapped|stuck|locked) in ~ (contract|loop|queue|menu|chat|subscription|phone menu)
	(fight|fighting) for my life( ~ (with|against))?
	(gülmekten|meraktan|sıkıntıdan|açlıktan|yorgunluktan|sıcaktan|utançtan|korkudan|heyecandan|sinirden|soğuktan|beklemekten|özlemden|[a-z]{3,20}(lıktan|likten|luktan|lükten|sızlıktan|sizlikten)) ~ (öl*|bayıl*|geber*|patla*|çatla*)
	(telefon*|şarj*|hat|hattım|hattımız|pil*|modem*|internet*|batarya*|bağlantı*|cihaz*|kumanda*|tv|televizyon*|wifi|sinyal*) ~ (öl*|bitti|geberdi|çöktü|intihar*)
	(fatura*|bu|internet*|hız*|müşteri hizmetleri*|sizin*|siz|sabır*|sabrım*|fiyatlar*|bekle*|reklam*|stres*|ping*) ~ (beni|bizi|insanı|adamı) ~ (öldür*|çıldırt*|delirt*|bitir*|mahvet*)
	(beni|bizi) ~ (öldürecek(siniz|sin)|öldürüyor(sunuz|sun)|çıldırt*|delirt*)
	öldüm bittim
	(canımdan|hayattan|canımızdan) bezdir*
	canıma (okudunuz|okudu|tak etti|minnet|okuyor)
	(bomba gibi|bomba (hız|fiyat|kampanya|haber|gibi)|ateş pahası|ateş pahasına)
	çocuk (kilidi*|oyuncağı*|profili*|hattı*|tarifesi*|saati*|koruma*|kanalı*|modu*)
	(ölümsüz|ölüm sessizliği|ölü (hat|gibi|sezon|nokta|bölge|piksel))
	(ışık|ışığı|lamba|lambası|led|kırmızı|yeşil|turuncu|mavi|yanıp) ~ yan(ıyor|ar|dı|an|ip)
	(kafayı|keçileri|aklımı) ~ (yiy*|kaçır*|yedi*|yedim|oynat*)
	{media} ~~ (suizid|suicide|selbstmord|tod|tot|mord|kill|killer|dead|death|die|amok|intihar|ölüm|bomb*|terror)
`
