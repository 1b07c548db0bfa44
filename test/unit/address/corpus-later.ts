import { type Labelled, labelled } from './corpus.ts'

/**
 * Sentences written against the rules once they stood, to break them: small talk, instructions, tweets, and what people say of
 * themselves without "ich". The rules were mended by them, so they are no proof, but keep what was mended.
 */
const formal = `
Ich habe vergessen zu fragen, ob Sie auch Zubehör verkaufen.
Ja, natürlich, fahren Sie fort.
Und wie sieht es bei Ihnen aus?
Haben Sie sonst noch Fragen?
Können Sie mich hören?
Oh, das tut mir leid für Sie.
Wussten Sie, dass die ersten Computer so groß waren wie ein Haus?
Ich nehme an, Sie haben den Film gesehen.
Ja, ich stimme Ihnen zu, das ist verrückt.
Sehen Sie gerne Basketball?
Ich glaube, Sie haben recht.
Schauen Sie sich manchmal Dokumentationen an?
Gehen Sie oft ins Kino?
Ich wette, Sie lieben Pizza.
Es ist nett, mit Ihnen zu sprechen. Haben Sie einen schönen Tag!
Was ist Ihr Lieblingsfilm?
Wer ist Ihr Lieblingsspieler?
Spielt Ihr Sohn auch Fußball?
Liest Ihre Tochter gern?
Geben Sie mir bitte noch einmal Ihren Namen.
Alles klar, ich schicke Ihnen eine E-Mail mit den Details.
Wohin soll ich Ihnen das Paket schicken?
Benötigen Sie noch etwas von mir?
Halten Sie bitte Ihre Kreditkarte bereit.
Ist das die Adresse, unter der Sie wohnen?
Nur einen Moment, ich sehe für Sie nach.
Dann wünsche ich Ihnen noch einen schönen Abend.
Meinen Sie das rote oder das blaue?
Vertrauen Sie mir.
Kein Problem, lassen Sie sich Zeit.
Überlegen Sie es sich.
Treffen Sie uns um acht am Eingang.
Setzen Sie sich.
Kommen Sie herein!
Hören Sie, ich habe keine Zeit für so etwas.
Nein danke, behalten Sie das Wechselgeld.
Wie viele Personen sind Sie?
Wie war Ihr Tag?
Wie heißen Sie?
Fahren Sie vorsichtig.
Gibt Ihr Arzt Ihnen das?
Hilft Ihnen das weiter?
Passt Ihnen Dienstag?
Was hält Ihre Frau davon?
Steht Ihr Auto in der Garage?
Sie kennen das ja.
Sie glauben doch nicht im Ernst, dass ich das zahle.
Sie bekommen das Geld am Montag.
Sie sollten sich schämen.
Sie Armer!
Sie beide haben mir sehr geholfen.
Ihr Wunsch ist mir Befehl.
Ihr Auto steht in der Einfahrt.
Ihr habe ich das nicht gesagt, sondern Ihnen.
Ihrerseits kam ja nie etwas.
Danke, gleichfalls, und Ihnen auch.
Nach Ihnen.
Ich erinnere Sie an Ihr Versprechen.
Was erwarten Sie von mir?
Wie lange arbeiten Sie schon dort?
Falls Sie Fragen haben, melden Sie sich jederzeit.
Sobald Sie etwas wissen, rufen Sie mich bitte an.
Ich habe gehört, Sie bauen jetzt auch Glasfaser.
Warum meldet sich niemand bei Ihnen?
Kommt da noch was von Ihnen?
Nun macht Ihr Unternehmen schon Werbung damit.
Warte jetzt seit 40 Minuten in Ihrer Hotline.
Bitte prüfen und Rückmeldung an mich, Ihre Kundin.
Habe gerade mit Ihrer Hotline telefoniert, unfassbar.
Ja, ich sehe hier, dass Sie am vierten März eine Bestellung aufgegeben haben, ist das richtig?
Okay, und was für ein Auto fahren Sie?
Wenn Sie möchten, kann ich das für Sie übernehmen.
Wir haben einen Tisch für vier Personen, wäre Ihnen das recht?
Möchten Sie lieber drinnen oder draußen sitzen?
Gut, dann sehen wir Sie am Freitag um sieben.
Ich hätte da noch eine Frage an Sie.
Entschuldigung, dürfte ich kurz Ihren Namen erfahren?
Meine Frau und ich würden uns freuen, Sie wiederzusehen.
Meine Frau hat gestern angerufen. Haben Sie mit ihr gesprochen?
Meine Eltern haben bei Ihnen ein Konto.
Und was ist, wenn Sie niemanden erreichen?
Die Schauspieler waren toll, finden Sie nicht?
Der Techniker war da. Sie haben ihn ohne Werkzeug geschickt.
Ich habe den Film noch nicht gesehen, aber Sie machen mich neugierig.
Er spielt für die Bayern, wussten Sie das?
Es war mir ein Vergnügen, Sie kennenzulernen.
Das ist sehr nett von Ihnen.
Kennen Sie sich mit Computern aus?
Hat Ihnen das Konzert gefallen?
Wie hat Ihnen das Essen geschmeckt?
Sie auch.
Sie ebenfalls einen schönen Tag.
Sie scheinen sich gut auszukennen.
Sie klingen müde.
Ihr Kind ist sicher stolz.
Ihr Hund heißt Rex, oder?
Hören Sie mir überhaupt zu?
Holen Sie tief Luft.
Wenden Sie sich an den Vertrieb.
Richten Sie ihm Grüße aus.
Rechnen Sie mit drei Tagen.
Dass Sie das noch wissen!
Nett, dass Sie fragen.
Toll, wie schnell Sie geantwortet haben.
Ob mir einer von Ihnen helfen kann?
Mir wurde gesagt, dass ihr bestätigt wurde, Sie kämen heute.
Am Montag kam ein Kollege von Ihnen und am Dienstag noch einer.
Ich kriege von Ihnen seit Wochen keine vernünftige Auskunft, was ist da los???
Nach zwei Stunden Warteschleife (Sie haben richtig gelesen) flog ich raus.
wie lange dauert das bei ihnen normalerweise
ich möchte ihnen nur sagen dass der techniker nicht kam
hallo sehr geehrtes team, haben sie einen termin frei
guten tag ich hätte gern ihre adresse
ich bitte sie um rückruf
ich warte auf ihren rückruf
hab ihnen geschrieben
wann melden sie sich endlich
das können sie doch nicht machen
machen sie das bitte rückgängig
können sie bitte aufhören mir werbung zu schicken
@hilft Wie lange wollen Sie mich noch hinhalten?
@hilft Sie können mich auch gern anrufen: 0170 1234567
@hilft Danke, Ihre Kollegin Frau M. hat das Problem gelöst!
@hilft Ihr Router, Ihr Problem.
@hilft kommt Ihr Techniker heute noch oder erst morgen?
@hilft kommt da heute noch was von Ihnen?
@hilft Bekomme ich von Ihnen eine Antwort
@hilft ist das Ihr Ernst???
@hilft HALLO? LESEN SIE DAS ÜBERHAUPT?
@hilft WARUM GEHEN SIE NICHT ANS TELEFON
@hilft Bitte prüfen Sie meine DM.
@hilft bitte prüfen sie meine dm
@hilft schauen sie bitte in ihre dm
@hilft können sie bitte mal in ihre nachrichten schauen
@hilft wie kann ich sie erreichen?
@hilft wie erreiche ich sie?
@hilft ich habe ihnen eine dm geschickt
@hilft danke für ihre mühe
@hilft was sagen sie dazu?
@hilft würden sie mich bitte zurückrufen
@hilft Meine Mutter (82) hat kein Telefon mehr. Wann kümmern Sie sich darum?
@hilft Mein Mann hat Sie schon dreimal angerufen.
Werte Telekom, Ihre Rechnung ist falsch.
Sehr geehrter Herr Meier, vielen Dank.
Wie bereits am Telefon besprochen, sende ich Ihnen die Unterlagen.
Anbei finden Sie die Kopie.
Ich widerspreche hiermit Ihrer Forderung.
Setzen Sie sich bitte mit mir in Verbindung.
Hiermit fordere ich Sie auf, den Anschluss bis zum 3. Mai bereitzustellen.
Ich fordere Sie letztmalig auf.
Bitte bestätigen Sie mir den Eingang.
Bitte teilen Sie mir mit, wann ich mit einer Antwort rechnen kann.
Warten Sie, ich hole kurz meinen Mann.
Haben Sie The Good, the Bad and the Ugly gesehen?
Hören Sie gern die Beatles? Ich liebe Let It Be.
Wussten Sie, dass Google einst BackRub hieß?
Ich habe gelesen, dass Frauen in den USA früher keine Hosen tragen durften, können Sie sich das vorstellen?
Es hat Spaß gemacht, mit Ihnen zu chatten!
Sind Sie ein Fan von Elvis?
Das glaube ich Ihnen gern.
Tja, was soll man machen, Sie kennen das sicher.
Was ist mit Ihnen?
Und Ihre Familie, wohnt die auch dort?
Ich kann mir vorstellen, dass Sie das stört.
Welches Team unterstützen Sie?
Also haben Sie Interesse?
Ja, Sie können auch bar zahlen.
Brauchen Sie Hilfe beim Einsteigen?
Wann passt es Ihnen am besten?
Um wie viel Uhr soll ich Sie abholen?
Ich melde mich bei Ihnen, sobald ich mehr weiß.
Ihr Fahrer ist in fünf Minuten da.
Ihr Taxi wartet unten.
Ihre Reservierung ist bestätigt.
Ihr Konto wurde gesperrt, sagte man mir, aber das ist doch Ihr Fehler!
Nehmen Sie auch Kreditkarten?
Lassen Sie es mich wissen, falls sich etwas ändert.
Seien Sie unbesorgt.
Schönes Wochenende wünsche ich Ihnen und Ihrer Familie.
Machen Sie es gut.
Alles Gute für Sie!
Da muss ich Sie leider enttäuschen.
Tut mir leid, ich habe Sie nicht verstanden, die Leitung ist schlecht.
Wie schreibt man Ihren Nachnamen?
Mit wem möchten Sie sprechen?
Sie sprechen mit dem Kundendienst, richtig?
Steht auf Ihrem Gerät eine Nummer?
Kriegen Sie das bis Freitag hin?
Hätten Sie das gedacht?
Sie spielen also auch Gitarre?
Sie meinen, das war Absicht?
Sie müssen sich irren.
Ach, Sie sind das!
Wir ziehen im August um, was muss ich Ihnen dafür schicken?
Ich habe mich bei Ihnen schon zweimal beschwert.
Sagen Ihnen die Nummern etwas?
Wenn ich Sie richtig verstehe, dauert es noch eine Woche?
Schauen Sie doch bitte einmal, ob die Zahlung angekommen ist.
Steht Ihnen der Techniker gegenüber?
Könnte mir jemand aus Ihrem Team antworten?
Ihr Kundendienst ist der schlechteste, den ich kenne.
Ihr Chatbot versteht nichts.
Ihre App lässt mich nicht rein.
Sie verlangen tatsächlich 70 Euro dafür?
Sie wissen schon, dass das verboten ist?
Na, haben Sie gut geschlafen?
Und wann, glauben Sie, wird das repariert?
Ich lasse mich von Ihnen nicht länger hinhalten.
Wieso kommt niemand von Ihnen auf die Idee, mich anzurufen?
Meine Kundennummer haben Sie ja.
Den Vertrag habe ich von Ihnen nie erhalten.
Erst sperren Sie mich, dann mahnen Sie mich.
Kümmert sich bei Ihnen überhaupt jemand?
bekomme ich von ihnen noch eine antwort oder nicht
ihre hotline ist ein witz
finden sie das etwa normal?
was kostet mich das bei ihnen
warum wird das von ihnen nicht erstattet
sie haben meine nummer falsch eingetragen
Hoffentlich lesen Sie das.
Vielleicht rufen Sie ja mal zurück.
Grüezi, könnten Sie mir helfen?
Grüß Gott, hätten Sie kurz Zeit für mich?
`

const informal = `
Ich habe vergessen zu fragen, ob du auch Zubehör verkaufst.
Ja, natürlich, fahr fort.
Und wie sieht es bei dir aus?
Kannst du mich hören?
Oh, das tut mir leid für dich.
Wusstest du, dass die ersten Computer so groß waren wie ein Haus?
Siehst du gerne Basketball?
Schaust du dir manchmal Dokumentationen an?
Was ist dein Lieblingsfilm?
Vertrau mir.
Kein Problem, lass dir Zeit.
Überleg es dir.
Triff uns um acht am Eingang.
Setz dich.
Komm herein!
Komm rein!
Hör zu, ich habe keine Zeit für so etwas.
Nein danke, behalte das Wechselgeld.
Wie heißt du?
Fahr vorsichtig.
Sobald du etwas weißt, ruf mich bitte an.
Sag es mir.
Sag Bescheid, wenn du was hörst.
Hab einen schönen Tag!
Hab ein schönes Wochenende.
Habt einen schönen Tag!
Habt noch einen schönen Abend.
Pass auf dich auf.
Mach es gut.
Mach's gut!
Nur zu, frag mich.
Schieß los.
Fang an.
Fang bitte an.
Ruh dich aus.
Bring deinen Ausweis mit.
Sei vorsichtig!
Sei nicht so streng.
Keine Sorge, lies einfach weiter.
Besuch unsere Website.
Besuche unsere Webseite für mehr Informationen.
Füll das Formular aus und schick es ab.
Füge das Gerät hinzu.
Lade die App herunter.
Gehe zu den Einstellungen und tippe auf WLAN.
Bewahre die Quittung auf.
Probiere es noch einmal.
Versuche es bitte erneut.
Leg auf und ruf noch einmal an.
Denk mal darüber nach.
Rate mal!
Rat mal, wer da war.
Verlass dich drauf.
Nimm Platz.
Iss nicht so viel.
Erzähle mir von dem Film.
Erinnere mich bitte daran.
Buch mir bitte einen Tisch für zwei.
Reserviere bitte einen Tisch für zwei.
Hol mir bitte einen Kaffee.
Such bitte nach einem anderen Hotel.
Finde bitte heraus, wann der Zug fährt.
Ändere bitte meine Adresse.
Storniere bitte die Bestellung.
Lösch das bitte.
Überprüfe bitte den Status.
Wiederhole das bitte.
Buchstabiere das bitte.
Bleib dran, ich verbinde.
Halte bitte die Nummer bereit.
Haltet bitte die Nummer bereit.
Hört mir mal zu.
Hört zu, ich brauche Hilfe.
Vertraut mir.
Kommt rein!
Setzt euch.
Fahrt vorsichtig.
Sagt es mir.
Lasst es mich wissen.
Lass es mich wissen.
Lass mich wissen, ob das passt.
Seid vorsichtig.
Geht auf die Seite und klickt auf Hilfe.
Wisst ihr, das ist so eine Sache.
Was haltet ihr davon?
Mögt ihr Musik?
Schaut ihr Fußball?
Spielt ihr ein Instrument?
Lest ihr viel?
Kennt ihr den Film?
Wart ihr schon mal dort?
Gibst du mir die Nummer?
Ich nehme an, ihr habt den Film gesehen.
Wie ihr wisst, warte ich seit Mai.
Es wäre schön, wenn ihr mir antworten könntet.
Wäre nett, wenn ihr euch meldet.
Wann wird der Ausbau bei mir fertig, wisst ihr da was?
Ihr solltet euch schämen.
Ihr bekommt das Geld am Montag.
Ihr kriegt das nie hin.
Ihr zwei habt mir sehr geholfen.
Ihr schickt mir dauernd Werbung.
Ihr versteht das nicht.
Ihr verspricht viel und haltet nichts.
Ihr antwortet ja nicht.
Ihr sperrt mich und kassiert weiter.
Warum wird mein Ticket von euch einfach geschlossen?
Wie oft soll ich euch denn noch schreiben?
Leute, was ist da los bei euch?
ihr könnt mich alle mal kreuzweise
was habtn ihr da wieder gemacht
sacht ma, wann tut das internet wieder
sach mal habt ihr sie noch alle
ey macht ma das netz wieder an
macht das netz wieder an!!!
stellt endlich den port um!!
bringt mir mein internet zurück
gebt mir mein internet wieder
fixt das mal bitte
fixt das!
repariert das bitte!
bitte repariert das
bitte melden, habt meine nummer ja
hab euch ne dm geschickt
schickt jemanden vorbei
schreibst du mir bitte ne dm
meldste dich?
kommste heute noch?
Danke dir, du hast mir sehr geholfen!
Gut gemacht, Team Hilft! Ihr seid spitze
Wieso habt Ihr die Rechnung nicht korrigiert?
Wenn Ihr das nicht könnt, sagt es doch einfach.
Danke, dass Ihr so schnell wart.
Danke für Eure Mühe.
Könntet Ihr das prüfen?
Vielleicht könntet ihr ja mal nachsehen?
Tust du mir einen Gefallen?
Geht ihr da ran?
Wo finde ich bei euch die AGB?
Ja, ich sehe hier, dass du am vierten März eine Bestellung aufgegeben hast, ist das richtig?
Okay, und was für ein Auto fährst du?
Wenn du möchtest, kann ich das für dich übernehmen.
Wir haben einen Tisch für vier Personen, wäre dir das recht?
Gut, dann sehen wir dich am Freitag um sieben.
Sie haben gewonnen! Hast du das gesehen?
Sie ist eine tolle Sängerin, magst du sie?
Ihr neues Album ist super, hast du es schon gehört?
Ihre Stimme ist unglaublich, findest du nicht?
Ihr letzter Film war schwach, was denkst du?
Die Leute lieben sie, und du?
Wusstest du, dass sie früher Lehrerin war und ihr Mann Arzt?
Ich mag ihre Lieder, und du?
Sie spielen heute gegen Bayern, schaust du zu?
Nett, dass du fragst.
Hol tief Luft.
Wende dich an den Vertrieb.
Richte ihm Grüße aus.
Rechne mit drei Tagen.
Gib nicht auf!
Trau dich.
Mach nur.
Mach dich nicht lächerlich.
Sprich mir nach.
Lass hören!
Lass mal sehen.
Lass mir Zeit.
Schalte den Fernseher ein.
Schalte bitte das Licht aus.
Stell den Fernseher leiser.
Stelle sicher, dass das Kabel steckt.
Nutze den blauen Anschluss.
Pass gut auf.
Klick einfach auf Ja.
Zeig her!
Hör auf damit.
Halte durch!
Bleib gesund.
Bleibt gesund!
Werde gesund.
Erhol dich gut.
Grüß mir deine Frau.
Grüße bitte deine Frau von mir.
Zieh dich warm an.
Kauf dir lieber ein neues.
Unterschreib hier.
Folge mir.
Ruf mich zurück, sobald es geht.
Ruf mich bitte zurück, wenn die Leitung wieder steht.
Rechne es mir bitte vor.
Gehen wir! Bist du fertig?
Wie lang bist du schon Kunde da?
Hey, alles gut bei dir?
Hast das schon gemeldet?
Bekommst du das hin?
Kriegst das hin?
Siehst du die Störung auch?
Wo bleibst du?
Wieso machst das nicht einfach?
Hilfst mir?
Hilft ihr mir?
Helft ihr mir?
Wann fangt ihr endlich an?
Wenn ihr so weitermacht, bin ich weg.
Wann gedenkt ihr, das zu reparieren?
Warum vertröstet ihr mich ständig?
Seit Montag bastelt ihr daran herum.
Seit wann verlangt ihr dafür Geld?
Was treibt ihr da eigentlich?
Was erlaubt ihr euch?
Das habt ihr ja fein hingekriegt.
Dann schaltet ihr mich einfach ab?
Jetzt ruft ihr auch noch sonntags an.
Leider reagiert ihr nicht.
Offenbar lest ihr hier nicht mit.
Gestern sagtet ihr noch Montag.
Immer schickt ihr mich woanders hin.
Den Techniker könnt ihr behalten.
Das Geld dürft ihr gern behalten.
Bitte sagt mir, dass das ein Scherz ist.
Bitte, helft mir doch.
Bitte unbedingt melden, ihr kennt meine Nummer.
Jungs, das geht besser. Strengt euch an.
Lieber Service, bekommt ihr das heute noch hin?
Echt traurig wie ihr eure kunden behandelt
wie könnt ihr sowas machen
ihr macht mich fertig
schon wieder störung, was treibt ihr
hallo, gibt es bei euch ein problem?
hallo wer von euch kann mir helfen
@hilft Moin, habt ihr gerade Probleme in Lübeck? Hier geht gar nichts mehr 😩
@hilft Danke für nix, ihr Lappen
@hilft kriegt man bei euch auch mal jemanden ans telefon?
@hilft könntet ihr bitte mal DM checken? Danke!
@hilft ich hab euch ne mail geschrieben, wann lest ihr die?
@hilft schickt doch mal bitte nen techniker nach 24143
@hilft Bitte DM checken, danke euch
@hilft Sagt mal habt ihr lack gesoffen?
@hilft wieso löscht ihr meine Kommentare?
@hilft hört auf zu lügen!
@hilft Antwortet doch einfach mal
@hilft antwortet mal bitte
@hilft jetzt mal ehrlich: was macht ihr da?
Liebe @hilft, euer Techniker war heute super. Lob!
Hey @hilft, seid ihr wach?
Na @hilft, schon wieder am Netz gebastelt? Ihr seid so schlecht.
@hilft Ihr wisst schon, dass ich dafür bezahle?
@hilft Sorry, aber das könnt ihr euch sparen.
@hilft Erklärt mir das mal.
@hilft Wow, ihr habt's geschafft!
@hilft na dann macht mal hin
@hilft schämt euch
@hilft Wenigstens antwortet ihr.
Freunde, was ist bei euch kaputt?
ihr spinnt doch
was glaubt ihr wer ihr seid
wo bleibt ihr denn
weisst du zufällig wann der shop aufmacht
bist du n mensch oder n bot?
kannste ma gucken ob da was gebucht is
du ich hab da mal ne frage
sag ma, wie läuft das jetzt
verarsch mich nicht
verbinde mich mit einem menschen
gib mir deinen chef
schick nochmal
schick mir das bitte nochmal
warte mal kurz
warte ich guck
moment, bleib mal dran
check mal bitte deine dms
check das bitte nochmal
danke, bist die beste!
Du bist mein Held, danke Anna!
danke dir anna :)
nimm's mir nicht übel, aber das stimmt nicht
Kannst du vielleicht noch einmal nachfassen? Wäre super lieb von dir.
hast recht, sorry
stimmt, hast du recht
siehst du das auch bei dir?
Wirst du wohl nicht wissen, oder?
Nicht euer Ernst, oder? Doch nicht.
Hast du The Good, the Bad and the Ugly gesehen?
Hörst du gern die Beatles? Ich liebe Let It Be.
Ich habe gelesen, dass Frauen in den USA früher keine Hosen tragen durften, kannst du dir das vorstellen?
Es hat Spaß gemacht, mit dir zu chatten!
Bist du ein Fan von Elvis?
Das glaube ich dir gern.
Tja, was soll man machen, du kennst das sicher.
Was ist mit dir?
Und deine Familie, wohnt die auch dort?
Welches Team unterstützt du?
Ja, du kannst auch bar zahlen.
Da kannst du auch mit Karte zahlen.
Da musst du an der zweiten Ampel links.
Da bist du ja endlich!
Da hast du es.
Man kann nie wissen, ob du nicht doch gewinnst.
Wenn du da lang fährst, bist du schneller.
Um wie viel Uhr soll ich dich abholen?
Nimmst du auch Kreditkarten?
Lass es mich wissen, falls sich etwas ändert.
Sei unbesorgt.
Alles Gute für dich!
Kriegst du das bis Freitag hin?
Du spielst also auch Gitarre?
Ach, du bist das!
Ach du, das macht doch nichts.
Ach, komm schon.
Na komm, so schlimm ist es nicht.
Nun sag schon!
Sag niemals nie.
Sag ihm, dass ich warte.
Frag ihn doch.
Frag einfach an der Rezeption.
Ruf ihn an.
Geh nach links und dann geradeaus.
Bieg an der Ampel rechts ab.
Fahr geradeaus bis zur Kreuzung.
Nimm die zweite Straße links.
Überquere die Straße.
Bleib auf der Linken.
Dreh um.
Steig an der dritten Station aus.
Steig ein.
Warte, bis die Lampe grün ist.
Warte auf mich!
Warte draußen.
Lies das Kleingedruckte.
Schau im Kleingedruckten nach.
Schau unter Einstellungen.
Guck auf die Rückseite.
Gib den Code ein.
Tippe den Code ein.
Drücke die Taste.
Halte die Taste gedrückt.
Schließ das Fenster.
Mach das Fenster zu.
Mach bitte die Tür zu.
Mach dir nichts draus.
Zieh den Stecker.
Zieh den Stecker raus und steck ihn wieder rein.
Wechsle die Batterie.
Ersetze die Batterie.
Installiere das Update.
Lade das Update herunter.
Melde dich ab und wieder an.
Logge dich aus.
Log dich mal aus.
Verwende ein anderes Kabel.
Bestätige mit OK.
Beantworte bitte die Sicherheitsfrage.
Genieße den Abend!
Viel Glück, und vergiss den Ausweis nicht.
Pack alles ein.
Ordne das mal.
Rechne nach.
Rechne das bitte nach.
Schätz mal.
Buchstabier das bitte.
Wiederhole bitte die Nummer.
Red bitte langsamer.
Sprich langsamer.
Antworte mir bitte.
Antworte bitte mit Ja oder Nein.
Danke, dass du dir Zeit nimmst.
Wir ziehen im August um, was muss ich euch dafür schicken?
Ich habe mich bei euch schon zweimal beschwert.
Sagen dir die Nummern etwas?
Wenn ich dich richtig verstehe, dauert es noch eine Woche?
Schau doch bitte einmal, ob die Zahlung angekommen ist.
Schaut doch bitte einmal, ob die Zahlung angekommen ist.
Könnte mir jemand aus eurem Team antworten?
Ihr verlangt tatsächlich 70 Euro dafür?
Ihr wisst schon, dass das verboten ist?
Na, hast du gut geschlafen?
Meine Kundennummer habt ihr ja.
Erst sperrt ihr mich, dann mahnt ihr mich.
Hoffentlich lest ihr das.
Vielleicht ruft ihr ja mal zurück.
Servus, könnt ihr mir helfen?
bekomme ich von euch noch eine antwort oder nicht
findet ihr das etwa normal?
ihr habt meine nummer falsch eingetragen
ihr bucht jeden monat zu viel ab
kriegt ihrs noch hin heute
könntets ihr bitte nachschaun
host du a zeit für mi
mogst ma des erklären
kannst dia des bitte oschaun
haben wir dir doch gesagt
Bist du sicher, dass das stimmt?
Darf ich dir meine Nummer geben?
Meld dich einfach, wenn du so weit bist.
Bitte einmal nachsehen, ihr habt doch Zugriff.
Kurze Frage an euch: Geht VoLTE auch prepaid?
Warum ist euer Shop zu?
Verratet mir doch mal, wie das gehen soll.
Nehmt euch ein Beispiel an der Konkurrenz.
Lasst die Leute doch einfach kündigen.
Spart euch die Floskeln.
Wenn ihr Fragen habt, schreibt mir.
Sucht euch bitte einen anderen Paketdienst.
Erzähl mir bitte keinen Quatsch.
Sag deinem Chef schöne Grüße.
Tu mir den Gefallen und lies die Mail.
Gehst du heute noch ran?
Schickst mir den Link?
Machst du das immer so?
Passt das bei dir morgen?
Wie gehts dir?
`

const neutral = `
Warum wird mein Ticket einfach geschlossen?
Kann man das irgendwo einstellen?
Hört sich gut an.
Klingt gut.
Sieht gut aus.
Sieht so aus, als ginge es wieder.
Scheint zu gehen.
Geht doch!
Macht Sinn.
Macht keinen Sinn.
Macht die Sache nicht besser.
Macht das Sinn?
Kommt mir bekannt vor.
Kommt nicht in Frage.
Bleibt nur die Kündigung.
Bleibt abzuwarten.
Sagt alles.
Sagt die Hotline auch.
Steht ja so auf der Seite.
Ruft ständig eine unbekannte Nummer an.
Meldet sich keiner.
Schreibt mir jetzt jemand zurück?
Stellt sich die Frage, wer das zahlt.
Zeigt mir nur einen weißen Bildschirm.
Zeigt mir einen Fehler an.
Sendet keine Signale mehr.
Antwortet nicht.
Verbindet sich nicht.
Verbindet mich immer mit der falschen Abteilung.
Schaltet sich dauernd ab.
Startet dauernd neu.
Startet bei mir nicht.
Lädt nicht.
Bucht einfach ab.
Bucht mir jeden Monat fünf Euro zu viel ab.
Schickt mir dauernd die falsche Rechnung.
Löst das Problem leider nicht.
Prüft das jemand?
Gab es einen Ausfall?
Gibt's was Neues?
Sei es drum.
Sei's drum.
Wie dem auch sei.
Folge: kein Internet.
Frage an das Team: Wann geht es weiter?
Suche Hilfe.
Schade.
Klasse!
Test
Halt wie immer.
Halt stop.
Stimmt auffallend.
Schau gerade nach.
Schaue mal, was draus wird.
Schau ma mal.
Geh jetzt offline.
Versuche es später noch einmal und melde mich.
Drücke die Daumen!
Drück die Daumen.
Nehme ich.
Sage nur: Katastrophe.
Sag nur Katastrophe.
Werde kündigen.
Stehe seit Stunden in der Warteschleife.
Bleibe dran.
Hänge in der Warteschleife.
Erwarte eine Antwort.
Erwarte umgehend eine Erstattung.
Verlange mein Geld zurück.
Fordere eine Gutschrift.
Bestelle nie wieder.
Bestelle ich nie wieder.
Kündige zum Monatsende.
Kündige hiermit meinen Vertrag.
Bezahle doch nicht für nichts.
Zahle doch nicht 50 Euro für nichts!
Habe doch gekündigt.
Bin einfach nur sauer.
Warte doch schon seit Mai.
Warte einfach mal ab.
Meine Nachbarin hat dasselbe Problem, ihr Router blinkt auch.
Seine Frau meinte, ihr gehe es gut.
Die Firma hat ihr gekündigt.
Wer hat ihr das gesagt?
Was hat ihr Mann gesagt?
Meine Tochter macht ihr Abitur ohne Internet.
Mein Sohn sucht ihr Ladekabel.
Meine Frau hat ihr Handy verloren, jetzt geht ihr Vertrag nicht mehr.
Die Kollegin meinte, dass ihr System nichts anzeigt.
Die neue Chefin und ihr Team sind super.
Die Stadt und ihre Funklöcher.
Die Telekom hat sie informiert.
Die Leute sind genervt, wann bekommen sie Netz?
Sie kommt morgen wieder.
Sie antwortet nicht.
Sie funktioniert nicht, die App.
@hilft Seit heute Morgen 6 Uhr kein DSL in 22767. Wie lange noch?
@hilft Bin seit 2 Std in der Warteschleife. Unfassbar.
@hilft wird das heut noch was mit dem Netz? Homeoffice ade...
@hilft Rückruf sollte gestern kommen. Kam nicht.
@hilft Ticket 12345 läuft seit 3 Wochen, null Info
Schon wieder Ausfall im Osten. Langsam reicht's @hilft
Kaum zahlt man mal eine Rechnung zu spät, schon ist man gesperrt. Danke für nix @hilft
@hilft Hab jetzt alles versucht: Router neu gestartet, Kabel getauscht, geschimpft. Nix.
Mal sehen, ob @hilft das heute noch hinkriegt.
Mal schauen ob der Techniker kommt
Acht Tage ohne Internet!
Lang lebe das Funkloch
Heute kommt endlich der Techniker, drückt mir die Daumen!
Wetten, der Techniker kommt wieder nicht?
Glaubt eh keiner mehr.
Erst hat der Kollege gesagt, es wird Montag, dann hieß es Mittwoch.
Liegt bestimmt am Wetter
Weiß jemand was?
Geht bei jemandem das Netz?
Hat sonst noch wer Probleme?
Hat noch jemand Probleme mit dem Fernsehen?
Ist das Netz bei noch jemandem weg?
Hotline meint, es läge am Router. Techniker meint, es läge an der Hotline.
Danke an die Kollegin im Shop, sie hat mir super geholfen!
Mein Vater hat 2 Stunden gewartet und ihm wurde gesagt, es sei alles gut.
Verarscht fühlt man sich da schon.
Gesperrt wegen 3 Euro. Dankeschön.
Nimmt kein Ende.
Gibt's doch nicht.
Lieferung angeblich zugestellt. An wen bitte?
Bestellt am 1., geliefert nie.
Versprochen wurde viel.
Bezahlt habe ich, geliefert wurde nicht.
Gekündigt habe ich im Mai.
Angerufen habe ich auch schon, bringt nichts.
Halte die Luft an.
Halten das Versprechen nicht ein.
Schicken mir zum dritten Mal den falschen Router.
Melden sich einfach nicht.
Wollen mir einen neuen Vertrag aufschwatzen.
Stellen sich tot.
Buchen fröhlich weiter ab.
Haben mein Geld, aber liefern nicht.
Die wollen mich doch verarschen.
Die Telekom will mich wohl verarschen.
Wie kann man so mit Kunden umgehen?
Was ist da los?
Guten Morgen Telekom, aufwachen!
Bitte Netz reparieren!
Bitte um schnelle Hilfe!!!
Bitte melden.
Bitte nicht auflegen.
Einfach mal nachsehen wäre nett.
Antwort bitte!
Rückruf bitte.
Hilfe!!!
Bin raus.
Tschüss, Telekom.
Ich frage mich, was das soll.
Dann halt nicht.
Na toll.
Alles klar, danke.
Meine Schwester hat jetzt endlich ihr neues Handy.
Sie ist so lieb, meine Beraterin.
Wieso ist sie heute nicht da, die Kollegin?
Meine Freundin hat ihre Rechnung nicht bekommen.
Eltern haften für ihre Kinder.
Meine Eltern, sie haben heute Hochzeitstag, sitzen ohne Fernsehen da.
`

export const later: readonly Labelled[] = [
	...labelled('sie', formal),
	...labelled('du', informal),
	...labelled('unknown', neutral),
]
