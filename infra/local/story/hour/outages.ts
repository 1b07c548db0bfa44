import type { HourCustomer } from '#infra/local/practice/world/play-hour.ts'

/** Who has no line: most of them live where one thing broke. */
export const withoutLine: readonly HourCustomer[] = [
	[
		{
			name: 'Jonas Behrendt',
			network: 'x',
			acts: [
				{
					minute: 0,
					visibility: 'public',
					as: 'firstOutage',
					text: 'Seit heute früh kein Internet in Birkenrode. Router blinkt nur rot. Ist da was bekannt??',
				},
				{ minute: 24, visibility: 'public', under: 'firstOutage', text: 'Hallo? Liest hier wer mit? 😒' },
				{
					minute: 47,
					visibility: 'private',
					text: 'ok dann halt so: bräuchte wenigstens ne Ansage bis wann, sitze im Homeoffice ohne Leitung. Handy-Hotspot ist auch gleich leer',
				},
			],
		},
	],
	[
		{
			name: 'Birgit Wessels',
			network: 'facebook',
			acts: [
				{
					minute: 2,
					visibility: 'public',
					as: 'homeCall',
					text: 'Guten Tag, bei uns in Birkenrode (Siedlung am Wald) gehen seit heute früh weder Telefon noch Internet. Bitte um Auskunft, wann das behoben ist.',
				},
				{
					minute: 31,
					visibility: 'public',
					under: 'homeCall',
					text: 'Vielen Dank auch an die Nachbarn für die Rückmeldung. Von Ihnen fehlt sie leider noch.',
				},
			],
		},
	],
	[
		{
			name: 'Torsten Kühl',
			network: 'facebook',
			acts: [
				{
					minute: 4,
					visibility: 'public',
					under: 'homeCall',
					text: 'Bei uns im Oberdorf auch alles tot. Eure App sagt „keine Störung“, haha',
				},
			],
		},
	],
	[
		{
			name: 'lena.unterwegs',
			network: 'instagram',
			acts: [
				{ minute: 6, visibility: 'public', text: 'kein netz in birkenrode?? hab gleich ne online prüfung 😭😭' },
				{ minute: 33, visibility: 'private', text: 'prüfung konnt ich vergessen. ersetzt mir das irgendwer' },
			],
		},
	],
	[
		{
			name: 'Radladen Zahnkranz',
			network: 'x',
			acts: [
				{
					minute: 9,
					visibility: 'public',
					text: 'Kartengerät tot, Telefon tot, Laden voll. Geschäftskundentarif mit 8h Entstörung, sagt ihr. Wir zählen mit.',
				},
			],
		},
	],
	[
		{
			name: 'Miriam Oßwald',
			network: 'x',
			acts: [
				{
					minute: 12,
					visibility: 'public',
					as: 'unreachable',
					text: 'Meine Mutter (88) lebt allein in Birkenrode, ihr Hausnotruf läuft über euren Anschluss und der ist tot. Sie hatte letzte Woche einen Sturz. Niemand erreicht sie, auch 112 geht von dort nicht!',
				},
				{
					minute: 18,
					visibility: 'public',
					under: 'unreachable',
					text: 'Bitte dringend!! Ich bin 400 km weit weg und komm nicht hin.',
				},
			],
		},
	],
	[
		{
			name: 'Sepp Gruber',
			network: 'facebook',
			acts: [
				{
					minute: 21,
					visibility: 'public',
					text: 'Servus, bei uns in da Siedlung geht seit gestan Obend koa Internet nimma. Hob scho dreimoi neu gstartet, huift nix. Kennts es do amoi nochschaun?',
				},
			],
		},
	],
	[
		{
			name: 'Emre Aydın',
			network: 'facebook',
			acts: [
				{
					minute: 14,
					visibility: 'public',
					text: 'Merhaba, iki gündür evde internet yok. Müşteri hizmetlerini aradım, 40 dakika bekledim, kimse çıkmadı. Yardımcı olur musunuz?',
				},
			],
		},
	],
	[
		{
			name: '✨🦋 𝓛𝓮𝓷𝓲 🦋✨',
			network: 'instagram',
			acts: [
				{ minute: 19, visibility: 'private', text: 'huhu' },
				{ minute: 19.5, visibility: 'private', text: 'mein handy findet kein netz mehr seit dem update 🥲' },
				{ minute: 20, visibility: 'private', text: 'flugmodus an aus hab ich schon, neustart auch' },
			],
		},
	],
	[
		{
			name: 'Nele & Kater Momo',
			network: 'instagram',
			acts: [
				{
					minute: 29,
					visibility: 'private',
					hasPicture: true,
					text: 'so sieht das seit gestern aus, die zweite lampe war sonst immer grün. was soll ich tun? lg',
				},
			],
		},
	],
	[
		{
			name: 'Waltraud Jeske',
			network: 'facebook',
			acts: [
				{
					minute: 35,
					visibility: 'public',
					text: 'WARUM GEHT MEIN FERNSEHER NICHT MEHR SEIT IHREM UPDATE. DREI FERNBEDIENUNGEN UND KEINE TUT ES. BITTE UM RUECKRUF. W. JESKE',
				},
			],
		},
	],
	[
		{
			name: 'Ravi Deshmukh',
			network: 'x',
			acts: [
				{
					minute: 16,
					visibility: 'public',
					as: 'noSim',
					text: 'Moved to Weidensee two weeks ago, still waiting for my SIM card. The hotline only answers in German. Can someone help in English, please?',
				},
				{
					minute: 38,
					visibility: 'public',
					under: 'noSim',
					text: 'Also tried the chat. It told me to call the hotline.',
				},
			],
		},
	],
]
