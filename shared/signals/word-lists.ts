import type { WordLists } from './rule.ts'

/** Words that rules name by their list; `_` is a blank within one. */
export const WORDS: WordLists = {
	ich: 'ich isch ick i',
	my: 'mein* unser* my our ihr* sein* his her their',
	kin: `mutter mama mami mutti vater papa papi vati eltern oma omi opa opi grossmutter grossvater uroma uropa schwiegermutter schwiegervater
		schwiegereltern mann frau ehemann ehefrau gatte gattin partner partnerin freund freundin lebensgefährt* sohn tochter kind kinder bruder
		schwester onkel tante cousin cousine nichte neffe enkel enkelin nachbar nachbarin nachbarn kollege kollegin mitbewohner* angehörig* chef
		person jemand mensch patient patientin bewohner* baby säugling verlobt*
		mother mom mum mommy father dad daddy husband wife boyfriend girlfriend son daughter child kid brother sister uncle aunt grandma grandmother
		grandpa grandfather gran nan neighbour neighbor friend colleague flatmate roommate parents someone somebody tenant patient toddler infant`,
	family: `mutter mama mami mutti vater papa papi vati eltern oma omi opa opi grossmutter grossvater uroma uropa schwiegermutter schwiegervater
		mann frau ehemann ehefrau gatte gattin partner partnerin lebensgefährt* sohn tochter kind bruder schwester onkel tante cousin cousine
		enkel enkelin freund freundin nachbar nachbarin anschlussinhaber* vertragsinhaber* kontoinhaber* angehörig* verwandt* schwager schwägerin
		mother mom mum father dad husband wife partner son daughter child brother sister uncle aunt grandma grandmother grandpa grandfather gran nan
		neighbour friend fiance* account_holder stepfather stepmother`,
	kinTr: `annem* babam* kocam* karım* eşim* oğlum* kızım* çocuğum* kardeşim* abim* ablam* dedem* ninem* nenem* anneannem* babaannem* teyzem* amcam*
		dayım* halam* komşum* komşu* arkadaşım* kayınvalidem* kayınpederim* bebeğim* bebek* yaşlı* hasta* adam* kadın*`,
	things: `techniker technikers monteur hotline warteschleife rechnung rechnungen internet netz wlan router modem app update ihr euer eure eurer eurem
		hilft preise stress warterei hitze langeweile musik das dies diese dieser es ping lag service support mitarbeiter geschwindigkeit leitung fritzbox
		box handy tarif vertrag anschluss kundenservice kundendienst mahnung mahnungen job arbeit chef warten hilftler sohn kids kinder tochter`,
	child: `kind kindes kinder sohn tochter kleine kleiner kleinen baby säugling kleinkind junge mädchen enkel enkelin enkelkind neffe nichte schüler
		schülerin patenkind stieftochter stiefsohn bub töchterchen söhnchen [0-9]{1,2}_?jährig* tochters
		child kid son daughter toddler infant boy girl niece nephew grandson granddaughter grandchild teenager kids children [0-9]{1,2}_years?_old
		[0-9]{1,2}_yr_old little_one`,
	childTr: 'çocu* oğlum* kızım* bebe* torun* yeğen* oğul* kızı* oğlu* öğrenci*',
	emergency: `notruf* 112 110 rettungsdienst rettungswagen krankenwagen notarzt feuerwehr polizei rettungsleitstelle leitstelle hausnotruf*
		notrufknopf notfallknopf notrufsystem notrufgerät* aufzugnotruf* notrufsäule notfallnummer giftnotruf* notdienst bereitschaftsdienst 116117
		seelsorge telefonseelsorge frauenhaus krisendienst hilfetelefon rettung notfallnummern rettungskräfte krisentelefon notrufarmband notrufuhr giftnotrufs sos_knopf sos_taste
		notrufzentrale bergrettung seenotrettung ärztenotdienst arzt`,
	emergencyEn: `112 999 911 000 emergency_services emergency_call emergency_calls emergency_number emergency_numbers emergency_line emergency_help
		emergency_service emergencies ambulance ambulances police fire_brigade fire_department fire_service paramedics panic_button panic_alarm
		medical_alarm medical_alert alarm_button emergency_button pendant lifeline_alarm crisis_line helpline suicide_hotline samaritans
		poison_control care_alarm fall_alarm personal_alarm lift_alarm elevator_alarm`,
	emergencyTr: '112* 155* 110* 156* acil* ambulans* polis* itfaiye* jandarma* imdat*',
	neg: 'nicht nich net ned kein* niemand* keiner nimmer nie nix nichts nirgends unmöglich weder',
	negEn:
		'cant cannot can_not couldnt could_not unable not never isnt doesnt does_not dont do_not wont arent nobody no_one impossible failed didnt',
	reach: `erreich* anruf* anzurufen anwähl* wähl* gewählt ruf* gerufen durch durchkomm* absetz* abzusetzen abgesetzt verbind* verbunden möglich hol*
		verständig* alarmier* geht gehen ging gehts funktion* funktz* erreichbar verfügbar telefonier* komm* kommt rausgeh* raus klapp* läuft laufen
		auslös* reagier* meld* ran`,
	reachEn: `reach* call* dial* phon* get_through getting_through got_through connect* contact* get_hold work* go_through going_through went_through
		make place ring* respond* answer* available hear`,
	down: `tot ausgefallen ausfall offline gestört kaputt defekt unerreichbar fällt_aus streikt stumm blockiert lahmgelegt unterbrochen weg nicht_erreichbar
		außer_betrieb ohne_funktion ohne_verbindung ohne_netz ohne_anschluss tod abgeschaltet dead`,
	downEn: `failing fails failed down dead offline unreachable unavailable disconnected out_of_order stopped_working broken no_longer_works not_reachable
		blocked not_working`,
	weapon: `messer* waffe* pistole knarre gewehr schrotflinte axt baseballschläger schläger machete schlagstock pumpgun benzinkanister kanister schlagring
		kalaschnikow beil eisenstange kettensäge flinte revolver`,
	weaponEn: 'gun knife bat weapon axe machete rifle shotgun pistol crowbar blade petrol',
	staff: `euch dich ihnen techniker* monteur* mitarbeiter* typ* kerl* chef vorstand berater* verkäufer* hotliner* kollegen kollege ihn den_nächsten
		dem_nächsten leuten leute alle jeden jedem dir ihm eurem eurer support-mitarbeiter agent* euern`,
	premises: `shop laden läden filiale zentrale büro gebäude mast masten sendemast* rechenzentrum verteiler* bude hütte firma geschäft hauptsitz
		hauptquartier funkmast* headquarters hq store office building tower place branch auto autos wagen haus call_center callcenter`,
	outlet: `ndr wdr zdf ard mdr swr br rtl sat1 pro7 spiegel stern taz faz focus heise golem plusminus wiso marktcheck kontraste panorama monitor
		abendblatt morgenpost tagesspiegel tagesschau tagesthemen zeitung nachrichten rundschau anzeiger tageblatt tagblatt volksstimme merkur
		daily_mail the_sun daily_mirror independent_newspaper financial_times evening_standard new_york_times washington_post cnn fox_news
		hürriyet sabah milliyet sözcü cumhuriyet anadolu_ajansı trt ntv_haber habertürk
		dpa reuters bbc guardian sky_news channel_4 the_times telegraph bild_zeitung bildzeitung radio_hamburg deutschlandfunk rundfunk ntv n_tv welt_tv
		buzzfeed correctiv netzpolitik t3n chip computerbild abendzeitung kurier courier tv_team fernsehteam fernsehsender`,
	fitter:
		'techniker* monteur* service_techniker servicetechniker* elektriker installateur bautrupp handwerker mitarbeiter kollege subunternehmer technikerin tecniker technicker',
	staffTr: 'teknisyen* eleman* çalışan* müdür* personel* temsilci* usta*',
	body: `fresse maul schädel zähne gesicht nase knochen beine kiefer kopf genick rippen hände finger arme hals visage schnauze gebiss
		bein arm`,
	hurt: `umbring* umzubringen abstech* abzustechen abknall* abschlacht* erschieß* erschlag* erwürg* totschlag* totzuschlagen töten kaltmach* abmurks*
		verprügel* zusammenschlag* vermöbel* verdresch* vergas* aufschlitz* köpf* niederstech* lynch* plattmach* ersteche* erstech* kill* meucheln
		kaputtschlag*`,
	media: `film filme serie serien folge song lied lieder buch album spiel game staffel krimi doku hörbuch podcast movie film series song episode show
		book dizi film şarkı kitap oyun mediathek trailer`,
}
