/** Written before the patterns were run on anything; only measured, until the figure was noted in the test. */
export const heldOutTexts = `
phone | Guten Morgen Herr Özdemir, der Monteur kündigt sich unter 0152 03456789 an. ^jo
phone | Alles klar, wir klingeln gleich bei dir durch: 0 52 51 / 88 77 66. ^ka
phone | Die Rufnummernmitnahme der 0341/2233445 klappt zum 01.12. ^li
phone | Ist +49-176-11223344 noch deine aktuelle Nummer? ^ma
phone | Wir haben es zweimal unter (069) 98 76 54 probiert. ^jo
phone | Bitte einmal die 0371 / 4455-667 von außen anrufen. ^ka
phone | Ihre Nummern 07141 223344 und 07141 223345 sind wieder da. ^li
phone | Super, dann SMS an 01711234567 und fertig! ^ma
phone | Unser Fachteam ruft dich um 17:30 Uhr unter 0163 5557788 an, okay? ^jo
phone | Wir hatten 0175 / 33.44.556 notiert. ^ka
phone | Rufen Sie Frau Lange direkt an: +49 351 4567-123. ^li
phone | Die alte Nummer war 0209 123 4567, die neue kommt per Post. ^ma
phone | Hallo! Auf der 0202—987654 ist der Anrufbeantworter aktiv. ^jo
phone | Fax bitte an 0761 556677. ^ka
phone | wa.me/4915735998877 ist dein Kontakt, richtig? ^li
phone | Deine Nummer endet nicht auf 89, sondern ist die 0178 4455689. ^ma
iban | Kein Ding, wir überweisen auf DE02 3705 0299 0000 6847 12. ^jo
iban | Die Bank meldet: DE02600501010002034304 unbekannt. ^ka
iban | Ihr SEPA-Mandat für de02 7002 0270 0010 1086 69 wurde erneuert. ^li
iban | Wir buchen künftig von GB29 NWBK 6016 1331 9268 19 ab. ^ma
iban | Deine IBAN (DE02701500000000594937) ist falsch zugeordnet. ^jo
iban | Erstattung 12,34 € an IBAN:BE68539007547034. ^ka
iban | Hinterlegt ist ES91 2100 0418 4502 0005 1332, stimmt das? ^li
email | Die Zugangsdaten gingen an familie.berger@outlook.de. ^ma
email | Bitte prüfe auch den Spam-Ordner von tina1990@yahoo.de! ^jo
email | Du kannst dich mit kai-uwe@kai-uwe.hamburg einloggen. ^ka
email | Wir haben u.lorenz (ät) arcor.de als Kontakt. ^li
email | Bestätigung an b.yilmaz[at]gmx[dot]de ist unterwegs. ^ma
email | Antwort kam von MARIA.STEIN@WEB.DE, danke! ^jo
email | Ihr Benutzername ist 0431123456@t-online.de, richtig? ^ka
email | Die Rechnung bekommt künftig buchhaltung@bäckerei-grün.de. ^li
customerNumber | Danke! Unter der Kundennummer 20 30 40 50 60 sehe ich den Fehler. ^ma
customerNumber | Ihre Kunden-Nummer: 7654321098. Bitte bei Rückfragen angeben. ^jo
customerNumber | Zu Kundennr 445566778 gibt es zwei Anschlüsse. ^ka
customerNumber | Dein Vertragskonto lautet: 31 0022 4455. ^li
customerNumber | Die Vertragsnr. 100200300 endet im Mai. ^ma
customerNumber | Kd.Nr. 99887766, wir haben dich gefunden! ^jo
customerNumber | Hi! Deine Kundennummer ist übrigens 5566778899. ^ka
orderNumber | Zu Auftrag 123456789 kommt noch heute eine SMS. ^li
orderNumber | Die Auftragsnummer #A1234567890 haben wir neu angestoßen. ^ma
orderNumber | Ihre Bestell-Nr. 4000123456 liegt in der Filiale bereit. ^jo
orderNumber | Störungsticket-Nr. 778899001 ist geschlossen. ^ka
orderNumber | Rechnung Nr. 5544332211 ist bezahlt, danke! ^li
streetAddress | Der Kollege steht vor der Goethestraße 17 und klingelt. ^ma
streetAddress | Bei Ihnen am Schlossplatz 9 ist nur DSL verfügbar. ^jo
streetAddress | Wir liefern an Hauptstr. 103b, 04109 Leipzig. ^ka
streetAddress | In der Alten Gasse 6 wird morgen gebuddelt, richtig? ^li
streetAddress | Paket an Dr.-Schmidt-Straße 8, 99084 Erfurt ist unterwegs. ^ma
streetAddress | Deine neue Anschrift „Zum Birkenhof 15“ ist gespeichert. ^jo
streetAddress | Umzugsadresse: Berliner Ring 21, Würzburg. ^ka
birthDate | Ihr Geburtsdatum (01.02.1990) ist hinterlegt. ^li
birthDate | Im Vertrag steht: geboren am 3.7.68, stimmt das? ^ma
cardNumber | Ihre Kreditkarte 5500 0000 0000 0004 ist abgelaufen. ^jo
secret | Die PIN lautet 4711, bitte gleich ändern. ^ka
secret | Deine SIM-PIN: 0815 und PUK: 87654321. ^li
- | Hallo, danke für die Nachricht. Wir schauen uns das gern an, bitte per DN. ^ma
- | Moin! Die Wartung dauert von 00:00 bis 05:00 Uhr. ^jo
- | Die Kosten: einmalig 69,95 €, monatlich 34,95 €, nach 24 Monaten 49,95 €. ^ka
- | Bitte wende dich an 0800 3301000, die Kollegen haben Zugriff. ^li
- | Fragen zum Datenschutz beantwortet datenschutz@konzern.example gern. ^ma
- | Die Kundennummer brauchen wir nicht, keine Sorge. ^jo
- | Dein Anliegen 8QZ4T1N ist beim Techniker. ^ka
- | Das Galaxy S25 Ultra mit 512 GB kostet ab 1.449 Euro. ^li
- | Am 24.12. und 31.12. sind wir von 9 bis 14 Uhr da. ^ma
- | Von den 1.000 Mbit/s kommen per WLAN oft nur 400-600 an. ^jo
- | Auf Kanal 11 funken 9 Nachbarn, nimm lieber Kanal 1. ^ka
- | Schau mal hier: https://www.hilft.example/faq/0431-123456. ^li
- | Das Video dazu: https://youtu.be/dQw4w9WgXcQ?t=120. ^ma
- | https://www.facebook.com/hilft/posts/10158912345678901 zeigt alle Infos. ^jo
- | In Kalenderwoche 47/2026 beginnt der Ausbau in Kiel-Gaarden. ^ka
- | Rund 35.000 Haushalte im Kreis Plön bekommen Glasfaser. ^li
- | Wir drücken Holstein Kiel die Daumen, 2:0 wäre top! ^ma
- | Den Router gibt es in Weiß und Schwarz, Maße 24 x 15 x 5 cm. ^jo
- | Ein Anruf bei 0800 0000000 genügt. Alternativ: Chat. ^ka
- | Unsere Postanschrift lautet Postfach 30 04 63, 53184 Bonn. ^li
- | Seit 1995 im Netz, seit 2010 auf Twitter. Danke euch! ^ma
- | Punkt 4.2.1 der AGB, Seite 12, Absatz 3. ^jo
- | Bitte LED-Status prüfen: DSL blinkt 2 x pro Sekunde? ^ka
- | Die MTU auf 1492 stellen, PPPoE nutzt VLAN 7. ^li
- | Wir haben heute 1500 Nachrichten bekommen, daher dauert es. ^ma
- | Gutschein: 3 Monate gratis, danach 9,99 € mtl., jederzeit kündbar. ^jo
- | Deine Frage zu 2FA: Die SMS-TAN kommt innerhalb von 60 Sekunden. ^ka
- | Passwort vergessen? Hier zurücksetzen: https://hilft.example/pw. ^li
- | Ihre PUK steht auf der SIM-Karten-Hülle (8 Ziffern). ^ma
- | Der neue Tarif gilt ab 1. Januar 2027 für alle. ^jo
- | Bahnsteig 7 hat noch kein 5G, wir arbeiten dran. ^ka
- | Der Weg zu uns: Shop-Suche auf www.beispiel-telekom.example/shops. ^li
- | Platz 1 im Netztest 2026, zum 15. Mal in Folge! ^ma
- | Zum Preis von 5 Euro pro Tag surfst du unbegrenzt. ^jo
- | Im Tarif 10 GB, Telefon-Flat und EU-Roaming inklusive. ^ka
- | Die 116 117 ist der ärztliche Bereitschaftsdienst, 112 der Notruf. ^li
- | Gern, @SarahK_88, meld dich, wenn du magst! ^ma
- | Firmware 09.01.2025-B12 behebt das Problem mit dem Zyxel VMG8825. ^jo
- | USB-C 3.2, HDMI 2.1, Bluetooth 5.3: alles an Bord. ^ka
- | 20 % auf alles, nur heute bis 23:59 Uhr. ^li
- | Die Rückmeldung dauert leider 5-7 Werktage, sorry! ^ma
- | Einen Termin gibt es am Dienstag, 24.11.2026, 8-12 Uhr oder 12-16 Uhr. ^jo
- | Bitte nenn hier keine IBAN und keine Adresse, das kann jeder lesen! ^ka
- | Sie brauchen: Kundennummer, Geburtsdatum, Kennwort. Bitte nur per DM. ^li
- | RTL läuft auf Programmplatz 4, ZDF auf Programmplatz 2. ^ma
- | Das Kabel sollte höchstens 3,5 m lang sein, Kat. 6 oder 7. ^jo
- | Der Mast steht nahe der A7, Ausfahrt 14, Höhe km 120. ^ka
- | Für 0900-Nummern kannst du eine Sperre setzen. ^li
- | Vielen Dank für 4,5 von 5 Sternen und 2.345 Bewertungen! ^ma
- | Wir verlosen 3x2 Tickets für den 05.12.2026 in Köln. ^jo
- | MagentaTV One 2. Generation, Art.-Nr. 40823456, 7 €/Monat. ^ka
- | Die Störung 2026-11-22 ist seit 13:05 Uhr behoben. ^li
- | Anruf aus dem Ausland: +49 800 330 1000, auch das ist kostenlos. ^ma
- | Dein Team hilft. PS: Gute Besserung an Straße und Bagger. ^jo
`
