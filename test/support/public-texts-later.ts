/** A second hand, as outsiders would check: written when all others were judged rightly, measured once before anything was mended. */
export const laterTexts = `
phone | Guten Tag Frau Schmidt, ich habe versucht, Sie unter der Telefonnummer 04321-556677 zu erreichen. ^tk
phone | Hallo Tom, wir melden uns auf deiner Handynummer +49 160 1234567. ^tk
phone | Schön, dass es wieder läuft! Falls nicht: Kollege Meier, Tel. 0228/1234567. ^tk
phone | Ihr Ansprechpartner Herr Fuchs ist unter 0351 / 4 74 - 1234 erreichbar. ^tk
phone | Wir haben die Nummer (030) 901820 für die Rufumleitung eingetragen. ^tk
phone | Die Portierung der Nummern 0151 11122233 und 0160 44455566 läuft. ^tk
phone | Ich rufe dich gleich an – die 0171/555 66 77 stimmt noch, oder? ^tk
phone | Deine neue Festnetznummer ist die 0 22 8 / 76 54 32 1. ^tk
phone | Bitte per WhatsApp an 0157 88 99 00 11 melden. ^tk
phone | Störung an Anschluss 06221 987654 ist behoben. ^tk
phone | Von der Rufnummer 0049-721-9988776 ging kein Anruf ein. ^tk
phone | Meld dich bei Lisa: 017612345678. ^tk
phone | Ihre Rückrufnummer 05 11 12 34 56 ist vorgemerkt, 24.11. ab 9 Uhr. ^tk
phone | Der Hausmeister (0421 33 44 55) soll bitte aufschließen. ^tk
phone | Hotline der Bank: 069 74 47 0. ^tk
phone | +4915112345678 wurde für die SMS hinterlegt. ^tk
iban | Ihre Gutschrift über 25,00 € geht auf das Konto DE44 5001 0517 5407 3249 31. ^tk
iban | Deine Bankdaten (DE12500105170648489890) sind angekommen. ^tk
iban | IBAN DE75 5121 0800 1245 1261 99, bitte prüfen. ^tk
iban | Wir haben LU28 0019 4006 4475 0000 als Konto. ^tk
iban | Die IBAN de 75512108001245126199 ist korrekt. ^tk
iban | Einzug von CH56 0483 5012 3456 7800 9 klappt nicht. ^tk
email | Die E-Mail an peter.schmidt@gmx.de kam zurück. ^tk
email | Bitte nutze heinz_57@hotmail.com für den Login. ^tk
email | Ihr Postfach anna-lena.k@t-online.de ist wieder frei. ^tk
email | Rechnung online geht an info@schreinerei-huber.bayern. ^tk
email | Wir haben service@konkurrenz.de weitergeleitet. ^tk
email | Schreib an jonas (at) jonas-web (dot) com. ^tk
email | Kontakt: k.meier[ät]uni-bonn.de. ^tk
email | „sabine.klein@freenet.de“ ist deine Anmeldeadresse. ^tk
customerNumber | Hallo Frau Berg, unter der Kundennummer 2233445566 sehe ich 2 Verträge. ^tk
customerNumber | Die Kd.-Nr. 100 234 567 gehört zu Ihnen? ^tk
customerNumber | Danke für Ihre Kundennummer: 0012345678! ^tk
customerNumber | Ihr Kundenkonto 8877665544 ist ausgeglichen. ^tk
customerNumber | Vertragsnummer: V-2019-554433 ist gekündigt. ^tk
customerNumber | Zugangsnummer 551234567890 haben wir neu erzeugt. ^tk
orderNumber | Deine Bestellung 301245678 ist unterwegs. ^tk
orderNumber | Ihr Auftrag Nr. 2026-0087654 wurde erfasst. ^tk
orderNumber | Reklamationsnummer 44556677, wir bleiben dran. ^tk
orderNumber | Unter der Ticket-ID INC0012345 läuft die Prüfung. ^tk
orderNumber | Rechnungsnr.: 734 556 1234 vom 03.11.2026 ist offen. ^tk
orderNumber | Order no. 123-456-789 is on its way. ^tk
streetAddress | Wir kommen am 24.11. in die Bahnhofstraße 23. ^tk
streetAddress | Der Verteiler Ecke Lessingstr. 44 ist defekt. ^tk
streetAddress | Liefern wir an den Neuen Wall 50 in 20354 Hamburg? ^tk
streetAddress | Wohnst du noch Am Hang 6? ^tk
streetAddress | Die Adresse Theodor-Heuss-Ring 112, Köln ist gespeichert. ^tk
streetAddress | Für die Ludwig-Erhard-Allee 3b gibt es noch keinen Glasfaseranschluss. ^tk
streetAddress | Sie ziehen in den Fliederweg 8, 37073 Göttingen? ^tk
streetAddress | Der Techniker steht Zum Alten Forsthaus 2 vor der Tür. ^tk
streetAddress | Auf der Heide 12 ist es nur LTE. ^tk
birthDate | Ihr Geburtsdatum 24.12.1955 haben wir korrigiert. ^tk
birthDate | Du bist am 1. April 1999 geboren? ^tk
secret | Die neue PIN ist 9876, bitte ändern. ^tk
secret | Zugangspasswort: xY7!pl92 gilt ab heute. ^tk
- | Guten Tag, bitte senden Sie uns Ihre Kundennummer und Ihr Geburtsdatum per Direktnachricht. ^tk
- | Hallo! Wie lautet die Fehlermeldung genau, und seit wann tritt sie auf? ^tk
- | Unser Kundenservice: 0800 33 01000, Mo–Sa 7–22 Uhr. ^tk
- | Kostenlose Hotline 08 00/33 0 10 00, auch am Wochenende. ^tk
- | Deine Mobilfunkkarte kostet 2,95 € pro 4 Wochen inkl. 200 MB. ^tk
- | Das Angebot mit 1.000 MBit/s gibt es für 79,95 € ab dem 25. Monat. ^tk
- | Am 15.11.2026 zwischen 14:00 und 16:30 Uhr gab es Wartungsarbeiten. ^tk
- | FRITZ!Box 7530 AX, 7590 und 7690 werden unterstützt. ^tk
- | Samsung Galaxy A55 5G, 8 GB RAM, 256 GB, 449,00 €. ^tk
- | MagentaZuhause XL mit 250/40 MBit/s reicht für 4K auf 3 Geräten. ^tk
- | Infos unter www.beispiel-telekom.example/glasfaser/ausbau-2027. ^tk
- | Unser Newsroom: https://www.hilft.example/presse/2026/11/22/id-1029384756. ^tk
- | Auf X unter https://x.com/hilft/status/1729384756102938475 steht der Stand. ^tk
- | Das tut uns leid, @MaxPower2000! Wir kümmern uns. ^tk
- | Bitte wenden Sie sich an hilft@hilft.example, Betreff „Störung“. ^tk
- | Deine Fallnummer 9ABC3DE hilft uns beim Suchen. ^tk
- | Vorgang 4T7XK2M ist heute abgeschlossen worden. ^tk
- | Die Umstellung dauert 6 bis 8 Wochen, Stand 11/2026. ^tk
- | Den 3. Platz im Test 2025 haben wir 2026 verbessert. ^tk
- | Die Allee der Kosmonauten bekommt Glasfaser, super! ^tk
- | In der Hauptstraße wird gebaut, bis 31.12. ist alles fertig. ^tk
- | Wir sind seit 30 Jahren am Markt. 30 tolle Jahre! ^tk
- | Weg damit! 5 Tipps gegen Spam findest du im Blog. ^tk
- | Ihr Termin: Mi, 25.11., 10–12 Uhr. Techniker klingelt. ^tk
- | Die Seriennummer finden Sie auf der Unterseite des Geräts. ^tk
- | Wähle *100# für dein Guthaben oder *135# für deine Nummer. ^tk
- | Kurzwahl 2202 vom Handy, aus dem Festnetz 0800 3302828. ^tk
- | Mit 4,7 von 5 Punkten (12.345 Stimmen) sind wir vorn. ^tk
- | 2,4 GHz: Kanal 1, 6, 11. 5 GHz: Kanal 36 bis 48. ^tk
- | Kein Ton? HDMI 1 wählen, 10 Sekunden warten, Taste 0 drücken. ^tk
- | Unser Shop hat Mo-Fr 10-19 und Sa 10-16 Uhr geöffnet. ^tk
- | Kündigungsfrist: 1 Monat zum Laufzeitende 30.06.2027. ^tk
- | Gemäß § 57 TKG, Abs. 4 Nr. 2, gilt eine Minderung ab 10 %. ^tk
- | Dein Guthaben von 15 Euro verfällt nicht, 0,09 €/Min. ^tk
- | Speedtest: 94,3 / 41,2 MBit/s, Ping 12 ms. ^tk
- | Zu Frage 1: ja. Zu Frage 2: nein, erst ab iOS 17. ^tk
- | Beim Platz im Speicher hilft: Fotos > 2 Jahre löschen. ^tk
- | Bis zu 5 Kinder, Alter 6 bis 12, im Feriencamp in Kiel. ^tk
- | Unser Newsletter 12/2026: 7 Ideen, 3 Gewinne, 1 Klick. ^tk
- | PIN-Eingabe 3-mal falsch? PUK-Nummer (8-stellig) eingeben. ^tk
- | Passwort-Regeln: 8-20 Zeichen, A-Z, 0-9, !?#. ^tk
- | Der Mast in Kiel-Wik sendet auf 700 MHz, 5G kommt 2027. ^tk
- | Die DSL-Dämpfung von 22 dB bei 1,8 km ist normal. ^tk
- | Für 1&1-Kunden können wir nichts sehen, bitte dort fragen. ^tk
- | Der ICE 4 hat WLAN, Wagen 21-28, Gleis 7 um 14:04 Uhr. ^tk
- | Sonderrufnummern 0900, 0137 und 118xx kannst du sperren. ^tk
- | Mehr zu eSIM: https://youtu.be/0123456789a. ^tk
- | Adresse ändern? Geht online: Menü > Profil > 3 Punkte. ^tk
- | Deine Daten bitte nie hier posten: Name, Straße, IBAN, Handynummer. ^tk
- | Antwort b) ist richtig, Frage 3 folgt um 18 Uhr. #Quiz2026 ^tk
- | Am Ende 3 zu 2 gewonnen, im Tor 90 Minuten Weltklasse! ^tk
- | Im Hof 2 Bäume gefällt, Kabel getroffen: der Bagger war es. ^tk
- | Zur Sicherheit: 2 Faktoren, 1 Passwort, 0 Sorgen. ^tk
- | Der Router zieht 9 Watt, das sind 78 kWh im Jahr. ^tk
`
