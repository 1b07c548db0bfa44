/** What we say in Turkish: a line beside our German texts, for those who write Turkish. It says Siz, as one does to strangers. */
export const turkish = {
	/** Beside the private message with link and code. */
	request:
		'Size yardımcı olabilmemiz için birkaç bilgiye daha ihtiyacımız var. Lütfen onları buraya yazmayın: Bağlantıyı açın ve e-posta adresinizi girin.',
	/** Beside the public invitation: both fit a post on X. */
	invitation: 'Lütfen bize özel mesaj yazın.',
	mailBounced: 'Size gönderdiğimiz e-posta geri geldi. Lütfen bağlantıyı bir kez daha açın ve adresinizi kontrol edin.',
	mailComplained:
		'E-postamız istenmeyen posta olarak bildirildi. Yardımımıza hâlâ ihtiyacınız varsa lütfen bağlantıyı açın ve başka bir adres girin.',
	mailSubject: 'Talebiniz için sonraki adım',
	mailOpening:
		'Bize sosyal medyadan yazdınız. Size yardımcı olabilmemiz için lütfen eksik bilgileri şifreli sayfamıza girin; bu e-postaya yanıt olarak göndermeyin.',
} as const
