/** The texts that were looked at while the patterns were made: half with personal data, half without. */
export const tunedTexts = String.raw`
phone | Hallo Frau Müller, wir rufen Sie heute unter 0431 / 12 34 56 zurück. ^an
phone | Hi Jens, unser Techniker meldet sich unter 0151-23456789 bei dir. ^be
phone | Guten Tag, wir haben die +49 (0)431 123456 als Rückrufnummer notiert. ^ce
phone | Wir erreichen Sie leider nicht unter 0049 431 123456. Geht es morgen? ^an
phone | Deine Nummer 01 51/23 45 67 89 ist ab morgen wieder erreichbar. ^do
phone | Die Rufnummer 0431.123456 wurde portiert. ^em
phone | Wir haben Sie unter 040 1234567 angerufen, aber niemand ging dran. ^fa
phone | Die 089/12345678 ist wieder geschaltet, bitte kurz testen. ^an
phone | Ruf doch bitte mal von deinem Handy (0172 1234567) aus an. ^be
phone | Ihre Rufnummer +49 30 123456-78 ist jetzt aktiv. ^ce
phone | Hallo, der Rückruf geht an +491701234567, richtig? ^do
phone | Sind Sie unter 04321 98765 erreichbar? ^em
phone | Wir versuchen es gleich unter ０１５１ ２３４５６７８９. ^fa
phone | Der Kollege ruft unter 0151\u200b234\u200b56789 an. ^an
phone | Deine Festnetznummer (0 43 31) 12 34 5 klappt wieder? ^be
phone | Unter 0160 / 9 87 65 43 erreichen wir dich also bis 18 Uhr? ^ce
phone | Wir melden uns unter null eins fünf eins zwei drei vier fünf sechs sieben acht. ^do
phone | Tel.: 0211-9876543, stimmt das so? ^em
phone | Bitte bestätigen: Ihre Mobilnummer lautet 0176 98 76 54 32. ^fa
phone | Wir rufen dich auf der 0 1 5 7 3 4 5 6 7 8 9 0 an. ^an
phone | Ist die 0228-9876543 noch Ihre Nummer? Die Hotline erreichen Sie unter 0800 33 01000. ^be
phone | Die Weiterleitung von 0621\u00a0123\u00a0456 auf Ihr Handy ist eingerichtet. ^ce
phone | Rückruf: 0043 660 1234567, heute zwischen 17 und 19 Uhr. ^do
phone | Wir haben +41 79 123 45 67 im System, passt das? ^em
phone | Hallo Herr Schulz, die Störung an 0511 / 1234 - 56 ist behoben. ^fa
phone | Schicken Sie uns eine SMS von 01522/3456789, dann legen wir los. ^an
phone | Dein Anschluss 030-12 34 56 7 ist ab 12.03. wieder online. ^be
phone | Ich habe die Handynummer 4915123456789 gefunden, ist das deine? ^ce
phone | Ihr Techniker Herr Kranz: 0175.1234567. ^do
phone | Bitte Herrn Wolf unter 06131 / 55 44 33 kontaktieren. ^em
iban | Die Gutschrift geht an DE89 3704 0044 0532 0130 00. ^fa
iban | Wir haben die IBAN DE02120300000000202051 gespeichert. ^an
iban | Erstattung auf de89 3704 0044 0532 0130 00 ist raus. ^be
iban | Ist DE02.5001.0517.0137.0750.30 noch richtig? ^ce
iban | Ihr Konto DE02\u00a01005\u00a00000\u00a00054\u00a05404\u00a002 wird am 15. belastet. ^do
iban | Die Lastschrift von AT61 1904 3002 3457 3201 ging zurück. ^em
iban | IBAN: CH93 0076 2011 6238 5295 7, stimmt das? ^fa
iban | Bitte prüfe die Bankverbindung NL91 ABNA 0417 1643 00. ^an
iban | Wir erstatten 39,95 € auf DE02 3002 0900 0106 5310 65. ^be
iban | Dein Guthaben geht an D E 0 2 2 0 0 5 0 5 5 0 1 0 1 5 8 7 1 3 9 3. ^ce
iban | Auszahlung auf FR14 2004 1010 0505 0001 3M02 606 ist veranlasst. ^do
iban | Als Konto steht hier DE89-3704-0044-0532-0130-00. ^em
iban | Ihre neue IBAN DE8937O4OO44O532O13OOO wurde übernommen. ^fa
iban | Gern! Kontonummer 532013000, BLZ 37040044, so richtig? ^an
email | Wir haben die Bestätigung an max.mustermann@web.de geschickt. ^be
email | Deine Rechnung geht jetzt an lena_k@gmx.net. ^ce
email | Bitte schauen Sie in Ihr Postfach m.meier@t-online.de. ^do
email | Ist max(at)firma.de noch aktuell? ^em
email | Die Mail ging an petra [at] firma punkt de. ^fa
email | Wir schreiben an jan.weber ät gmail punkt com. ^an
email | Hallo, ist info@müller-söhne.de richtig? ^be
email | Die Adresse Max.Mustermann＠web.de ist hinterlegt. ^ce
email | Wir haben an anna @ example.org geschrieben. ^do
email | Deine Mail kam von k.schmidt at web.de, korrekt? ^em
email | Bitte antworte von paul-peter{at}mail{dot}de aus. ^fa
email | Ihr Link: https://shop.example/login?user=max@web.de. ^an
email | Kontakt des Nachbarn: mailto:nachbar@posteo.de. ^be
email | Die Bestätigung ging an s.\u200bkrause@\u200bfreenet.de. ^ce
email | Ich sehe hier kunde123@icloud.com als Kontakt. ^do
email | Du bist als T.Huber@Uni-Kiel.DE registriert. ^em
customerNumber | Ihre Kundennummer 1234567890 haben wir gefunden. ^fa
customerNumber | Zur KdNr 4711 0815 12 sehe ich keine Störung. ^an
customerNumber | Ist deine Kundennummer die 9876543210? ^be
customerNumber | Kd-Nr.: 12 345 678 passt zum Vertrag. ^ce
customerNumber | Ihre Kundennr. lautet 55512345. ^do
customerNumber | Unter Kunden-Nr. 123-456-789 finde ich zwei Verträge. ^em
customerNumber | Vertragsnummer 88776655 läuft bis 31.12.2026. ^fa
customerNumber | Dein Vertragskonto ist 301234567890. ^an
customerNumber | Buchungskonto: 4012345678, bitte als Verwendungszweck angeben. ^be
customerNumber | Your customer number is 12345678, right? ^ce
customerNumber | Hallo, 1234567890 ist Ihre Kundennummer, oder? ^do
customerNumber | KNR 1029384756 wurde umgezogen. ^em
customerNumber | Die Kundennummer (1122334455) ist im System. ^fa
customerNumber | Kundennummer = K123456789, bitte merken. ^an
orderNumber | Ihr Auftrag mit der Auftragsnummer A-12345678 ist in Arbeit. ^be
orderNumber | Auftrags-Nr. 987654321 wurde storniert. ^ce
orderNumber | Zur Bestellnummer 20241234567 liegt uns nichts vor. ^do
orderNumber | Die Störungsnummer lautet 123456789. ^em
orderNumber | Ticketnummer: 55 66 77 88 ist noch offen. ^fa
orderNumber | Deine Rechnungsnummer 8801234567 haben wir geprüft. ^an
orderNumber | Your order number #7766554433 has been shipped. ^be
orderNumber | Bestellnr 4455667788 kommt am 24.11. ^ce
streetAddress | Der Techniker kommt in die Musterstraße 12a, 24103 Kiel. ^do
streetAddress | Ist die Holstenstr. 5 die richtige Adresse? ^em
streetAddress | Am Alten Markt 3 ist Glasfaser verfügbar, wir buchen das für Sie. ^fa
streetAddress | Für Unter den Linden 77 können wir 250 MBit/s schalten. ^an
streetAddress | Du wohnst in der Gartenallee 4 b, richtig? ^be
streetAddress | Der Anschluss Straße des 17. Juni 135 ist gestört. ^ce
streetAddress | Ihr Router geht an: Kieler Straße 44, 22769 Hamburg. ^do
streetAddress | Lieferung an Lindenweg 7 ist unterwegs. ^em
streetAddress | Wohnen Sie noch in 24103 Kiel? ^fa
streetAddress | Umzug in den Rosenstieg 19 ist notiert. ^an
streetAddress | Der Verteiler steht vor Ihrem Haus, Bergstrasse 101. ^be
streetAddress | Wir haben Marktplatz 1, 88212 Ravensburg im System. ^ce
streetAddress | Adresse: Im Wiesengrund 8, passt das? ^do
birthDate | Zur Sicherheit: geb. am 12.03.1980, korrekt? ^em
birthDate | Ihr Geburtsdatum 5. Mai 1975 stimmt mit dem Vertrag überein. ^fa
cardNumber | Die Zahlung mit 4111 1111 1111 1111 schlug fehl. ^an
secret | Deine PUK ist 12345678. ^be
secret | Ihr Kennwort lautet Sommer2024! ^ce
- | Hallo Frau Müller, das tut uns leid. Bitte schicken Sie uns eine Direktnachricht. ^an
- | Unsere Hotline erreichst du kostenlos unter 0800 33 01000, rund um die Uhr. ^be
- | Sie erreichen uns unter 0800 0000000 oder per Mail an hilft@hilft.example. ^ce
- | Der Tarif MagentaZuhause L kostet 39,95 € im Monat. ^do
- | Mit 250 MBit/s im Download und 40 MBit/s im Upload bist du gut dabei. ^em
- | Die Störung besteht seit 12.03.2026, 08:15 Uhr, und betrifft 1.200 Haushalte. ^fa
- | Der Techniker kommt am Montag zwischen 8 und 12 Uhr. ^an
- | Die FRITZ!Box 7590 AX bitte auf FRITZ!OS 07.57 bringen. ^be
- | Der Speedport Smart 4 kostet 6,95 €/Monat Miete. ^ce
- | Das iPhone 15 Pro gibt es ab 1.199,00 €. ^do
- | Deine Vorgangsnummer ist 7K3M9QX, bitte aufheben. ^em
- | Mehr dazu: https://www.hilft.example/hilfe/1234567890. ^fa
- | Den Beitrag findest du hier: https://x.com/hilft/status/1859347502938475123. ^an
- | Bitte niemals Kundennummer oder Telefonnummer öffentlich posten! ^be
- | Ihre Kundennummer finden Sie oben rechts auf der Rechnung, Seite 1. ^ce
- | Schreib uns deine Kundennummer bitte nur per Direktnachricht. ^do
- | Im Notfall gilt immer: 110 oder 112 wählen. ^em
- | Die Auskunft unter 11833 ist kostenpflichtig. ^fa
- | Behördennummer: 115, Sperr-Notruf: 116 116. ^an
- | Ihr Zug fährt von Gleis 5, dort ist LTE verfügbar. ^be
- | Tarif L 5 gibt es nicht mehr, dafür MagentaMobil M. ^ce
- | In der Broschüre auf Seite 3 steht alles Weitere. ^do
- | Wir feiern am 3. Mai! Feiert ihr mit? #30Jahre ^em
- | Am Montag 12 Uhr startet der Verkauf. ^fa
- | Magenta 5 ist kein Tarif von uns. ^an
- | 2010 ging es los, 2026 sind wir immer noch da. ^be
- | Die Aktion läuft vom 01.11.2026 bis 31.12.2026. ^ce
- | Montag bis Freitag 08:00-20:00 Uhr, Samstag 9.00-16.00 Uhr. ^do
- | Bitte den Router 30 Sekunden vom Strom nehmen und 5 Minuten warten. ^em
- | Der Fehlercode F104 bedeutet: kein DSL-Signal. ^fa
- | Die Vorwahl 0431 gehört zu Kiel. ^an
- | Unter 192.168.2.1 kommst du in die Oberfläche des Speedport. ^be
- | Folgt uns auf @hilft und @telekom_news! ^ce
- | Hi @max_mustermann1985, danke für deinen Hinweis! ^do
- | Unsere Anschrift: Beispielallee 140, 53113 Bonn. ^em
- | Post bitte an Postfach 30 04 63, 53184 Bonn. ^fa
- | Die ersten 6 Monate zahlst du 19,95 €, danach 44,95 € (24 Monate Laufzeit). ^an
- | 5G gibt es schon in 9.000 Städten und Gemeinden. ^be
- | Mit dem Code FREI2026 sparst du 10 %. ^ce
- | Der Upload liegt bei 38.400 kbit/s, das ist im Rahmen. ^do
- | Bitte auf Platz 1 im Menü achten: Internet > Filter > Listen. ^em
- | Im Schritt 3 wählst du WLAN 5 GHz, Kanal 36. ^fa
- | Kein Problem, in 14 Tagen kannst du widerrufen. ^an
- | Die PIN bitte niemandem nennen, auch uns nicht! ^be
- | PIN und PUK finden Sie im Brief zur SIM-Karte. ^ce
- | Nach 3 falschen Eingaben ist die PIN gesperrt, dann hilft die 8-stellige PUK. ^do
- | Ihr Passwort können Sie im Kundencenter ändern. ^em
- | Passwort: bitte mindestens 12 Zeichen, 1 Ziffer, 1 Sonderzeichen. ^fa
- | Das Datenvolumen von 20 GB ist am 15.11. wieder voll. ^an
- | Roaming kostet 0,00 € in der EU, sonst 1,49 €/Min. ^be
- | Die 0180-5-Nummern gibt es bei uns nicht mehr. ^ce
- | 0800er-Nummern sind für Anrufer kostenlos. ^do
- | Im Raum 24103 Kiel gibt es gerade eine Großstörung. ^em
- | Störung in Hamburg-Altona: bis 18:30 Uhr sollte alles wieder laufen. ^fa
- | Wir haben 24.000 Anschlüsse in Kiel mit Glasfaser versorgt. ^an
- | 12000 Kunden nutzen schon die App, Version 5.4.12. ^be
- | Android 15, iOS 18.1.1 oder neuer wird gebraucht. ^ce
- | Artikelnummer 99931234 ist gerade ausverkauft. ^do
- | Danke dir! Punkt 1 ist erledigt, Punkt 2 folgt morgen. ^em
- | Die Karte hat 128 GB Speicherplatz 64 GB sind frei. ^fa
- | Datenschutz-Fragen: datenschutz@konzern.example. ^an
- | Presse: presse@beispiel-telekom.example oder 0228 181-0. ^be
- | Aus dem Ausland: +49 228 181-0 oder +49 800 3301000. ^ce
- | Störungshotline: 0800 330 28 28 (kostenfrei), täglich 0-24 Uhr. ^do
- | Unser Shop in der Holstenstraße hat bis 20 Uhr auf. ^em
- | Bei der EM 2028 gibt es 51 Spiele, alle bei uns. ^fa
- | Champions League: 3:1, was für ein Spiel! ^an
- | Der Akku hat 5.000 mAh, das Display 6,7 Zoll. ^be
- | Bitte *#06# wählen, dann siehst du die Gerätenummer. ^ce
- | Sende STOP an die 2202, dann ist das Abo weg. ^do
- | Die Rechnung 03/2026 kommt am 15.03., die 04/2026 am 15.04. ^em
- | § 312g BGB und Art. 15 DSGVO regeln das. ^fa
- | HD+ gibt es für 6 Euro, Netflix ab 4,99 Euro. ^an
- | Die Servicenummer steht auf https://t.co/AbC123xYz0. ^be
- | Deine Anfrage Nr. 7K3M9QX liegt beim Fachbereich, Rückmeldung bis 20.11. ^ce
- | Am Bahnhof 2 Stunden warten muss niemand, das Netz ist wieder da. ^do
- | Auf dem Weg 3 Wochen Geduld zu haben ist hart, wir wissen das. ^em
- | Der Bautrupp ist im Dezember 2026 in der Straße, versprochen. ^fa
- | 100 % Ökostrom seit 2021, CO2-neutral bis 2040. ^an
- | WLAN 6E funkt auf 2,4 / 5 / 6 GHz. ^be
- | Stell bitte den DNS auf 9.9.9.9 und teste noch mal. ^ce
- | Die Leitung hat 16 dB Dämpfung und 108.456 kbit/s. ^do
- | 30 Tage kündbar, 12 Monate Preisgarantie, 0 € Anschlusspreis. ^em
- | Der Brief mit den Zugangsdaten ist 3-5 Werktage unterwegs. ^fa
- | Wähl bitte die 1, dann die 3 und sag „Störung“. ^an
- | 24/7 für euch da: www.hilft.example/kontakt?ref=20261122. ^be
- | Danke für 100.000 Follower! #danke #100000 ^ce
- | Kostenloser Rückruf: https://hilft.example/rueckruf/0431. ^do
- | Der Vertrag verlängert sich um 1 Monat, Frist: 1 Monat. ^em
- | In der App unter „Meine Daten“ > „Adresse“ kannst du die Hausnummer ändern. ^fa
- | Ihr Auftrag vom 12.03.2026 ist bestätigt, Termin folgt in KW 48. ^an
- | Die Bestellung ist raus, Lieferung am 25.11. zwischen 10 und 14 Uhr. ^be
- | Für Geschäftskunden: https://geschaeft.beispiel-telekom.example/a/998877665544. ^ce
- | Mesh-WLAN-Paket: 2 Stück für 9,95 €, 3 Stück für 12,95 €. ^do
- | Das Update 1.23.4567 behebt den Fehler 0x80070057. ^em
- | Kein Netz am Gate 12, wir prüfen das! ^fa
- | Telefon, Internet, TV: alles wieder da seit 14:32 Uhr. ^an
- | Gern! Ihr Team von hilft ^be
- | Vorwahlen im Mobilfunk: 0151 0160 0170 0171 0175. ^ce
- | Auf dem Berg 3 neue Antennen, im Tal 2. ^do
- | Gläubiger-ID DE98ZZZ09999999999 steht auf der Abbuchung. ^em
streetAddress | hallo, max müller, musterweg 3, 24103 kiel
streetAddress | ich wohne unter den linden 77 berlin und hab immer noch kein glasfaser
customerNumber | 12345678
- | Mo-Fr 08.00 - 20.00, Sa 09.00 - 16.00, sonst 0800 33 01000. ^fa
- | In den Vorwahlgebieten 0431/04321/04331 gibt es Störungen. ^an
- | Geschlossen: 01.-05.11. und 08.-12.11.2026. ^be
- | 2 Konten bei web.de und gmx.de: bitte Server prüfen. ^ce
phone | Deine Nummer ist die 0151, 234, 56789. ^do
phone | Die [0151] 234 567 89 klappt? ^em
email | Ist max.mustermann@web,de richtig? ^fa
iban | Konto DE89 3704 0044 0532 0130 0, fehlt da eine Ziffer? ^an
streetAddress | Schillerstr.5 oder Schanzenstr.7a? ^be
customerNumber | kundennummer1234567890 war es? ^ce
`
