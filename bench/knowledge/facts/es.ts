import type { Facts } from './facts.ts';

export const es: Facts = {
  language: 'es',
  title: 'Manual de Havnor para atención al cliente',
  families: {
    Brisa: {
      heading: 'Purificadores de aire Brisa',
      text: 'Brisa limpia el aire de dormitorios y oficinas. Una capa de carbón retiene los olores y una capa HEPA el polen y el polvo. Un sensor sube la velocidad cuando alguien cocina o fuma. No enfría ni humedece.',
    },
    Kolo: {
      heading: 'Bicicletas de carga Kolo',
      text: 'Kolo lleva niños y compras en una caja delante del manillar. El motor ayuda hasta 25 km/h, por eso no hace falta carné ni matrícula. La caja tiene cinturones para dos niños y desagües para la lluvia.',
    },
    Mira: {
      heading: 'Cámaras exteriores Mira',
      text: 'Mira vigila puertas y patios. Las grabaciones quedan cifradas en una tarjeta dentro de la carcasa, sin nube obligatoria. Distingue personas de gatos y coches y ve en la oscuridad con luz infrarroja.',
    },
    Torva: {
      heading: 'Estufas de pellets Torva',
      text: 'Torva calienta con pellets de madera. El depósito se llena a mano; enciende y se alimenta sola. El aire caliente mantiene limpio el cristal. Un deshollinador debe aprobar la estufa antes del primer fuego.',
    },
    Salto: {
      heading: 'Cafeteras espresso Salto',
      text: 'Salto muele los granos y prepara el café a nueve bares. El vaporizador de leche trabaja al mismo tiempo, así que un capuchino está listo en un minuto. El café molido tiene su propia tapa.',
    },
    Nubo: {
      heading: 'Robots cortacésped Nubo',
      text: 'Nubo corta sin cable perimetral: encuentra el camino por satélite y cámara. Se detiene si lo levantan, vuelve a casa cuando llueve y respeta a los erizos, porque nunca trabaja después del anochecer.',
    },
    Lira: {
      heading: 'Mesas elevables Lira',
      text: 'Lira es una mesa cuya altura ajustan dos motores silenciosos. Se pueden guardar cuatro alturas. Se detiene al tocar una silla o una rodilla. El tablero es de bambú o roble y puede aceitarse.',
    },
    Perla: {
      heading: 'Filtros de agua Perla',
      text: 'Perla se instala bajo el fregadero y quita la cal, el cloro y los metales pesados del agua potable. Los minerales quedan. Un anillo rojo avisa cuando el cartucho está agotado.',
    },
  },
  aspects: {
    price: {
      heading: 'Precio',
      sentences: [
        'El {m} cuesta {349..1899/50} euros con IVA y accesorios básicos incluidos.',
        'Los colegios y las asociaciones reciben un {8..18/1} por ciento de descuento al presentar un certificado.',
        'Desde {4..12/1} unidades hay rebaja por cantidad, que calcula el departamento de ventas.',
        'Si bajamos el precio en los {7..30/1} días después de la compra, devolvemos la diferencia a petición.',
        'Las piezas de exposición del {m} con pequeños arañazos valen {199..1299/50} euros, sin accesorios.',
      ],
    },
    delivery: {
      heading: 'Entrega',
      sentences: [
        'El {m} sale del almacén en {1..9/1} días laborables y el transportista lo deja a pie de calle.',
        'Subirlo hasta la habitación deseada cuesta {25..95/5} euros, como máximo hasta el cuarto piso.',
        'El conductor llama {20..60/5} minutos antes de llegar; la fecha se puede cambiar hasta la tarde anterior.',
        'El paquete pesa {6..58/1} kilos y el conductor se lleva el cartón.',
        'Un vecino solo puede recibirlo si el destinatario lo ha permitido por escrito.',
      ],
    },
    returns: {
      heading: 'Devoluciones',
      sentences: [
        'El {m} se puede devolver en {14..60/1} días sin dar motivos.',
        'Pagamos el envío de vuelta si el artículo era erróneo o defectuoso; si no, cuesta {9..69/5} euros.',
        'El dinero se reembolsa a más tardar {3..14/1} días después de la llegada del artículo, a la misma cuenta.',
        'Se aceptan huellas de la prueba; un desgaste mayor se descuenta.',
        'Sin la caja original cobramos {10..40/5} euros por material de embalaje.',
      ],
    },
    warranty: {
      heading: 'Garantía',
      sentences: [
        'El fabricante garantiza el {m} durante {24..84/6} meses desde la fecha de la factura.',
        'El motor y la electrónica tienen {12..60/6} meses más después del registro.',
        'Quedan excluidos los consumibles y los daños por caída, helada o rayo.',
        'Si una reparación tarda más de {5..20/1} días, prestamos gratis un aparato de sustitución.',
        'Si se vende de segunda mano, la garantía pasa al nuevo dueño.',
      ],
    },
    setup: {
      heading: 'Montaje',
      sentences: [
        'Entre dos personas, el montaje del {m} lleva unos {15..120/5} minutos; las herramientas vienen en la caja.',
        'Deje {10..90/5} centímetros de distancia a paredes y cortinas.',
        'Se puede reservar un montador por {59..189/10} euros, que también se lleva el embalaje.',
        'Antes del primer encendido, déjelo reposar {2..12/1} horas a temperatura ambiente.',
        'El suelo debe ser plano; las patas compensan hasta {5..25/1} milímetros.',
      ],
    },
    care: {
      heading: 'Limpieza y cuidado',
      sentences: [
        'La carcasa del {m} se limpia con un paño húmedo; los disolventes quitan el brillo.',
        'El tamiz se enjuaga con agua corriente cada {2..12/1} semanas y se coloca seco.',
        'La revisión anual en nuestro taller cuesta {49..149/10} euros con engrase incluido.',
        'En invierno guárdelo seco y con una carga de alrededor del {40..70/5} por ciento.',
        'Los chirridos suelen desaparecer con dos gotas de aceite de silicona en la bisagra.',
      ],
    },
    app: {
      heading: 'Aplicación y conexión',
      sentences: [
        'La aplicación del {m} funciona desde Android {9..13/1} e iOS {14..17/1}.',
        'Solo sirven redes wifi de 2,4 gigahercios; las redes de invitados suelen bloquear el emparejamiento.',
        'Se puede invitar hasta a {3..9/1} miembros del hogar, con derechos propios.',
        'Sin internet todos los botones del aparato funcionan, solo faltan las estadísticas.',
        'Para olvidar un teléfono perdido, mantenga el botón lateral {5..20/1} segundos hasta que la luz parpadee azul.',
      ],
    },
    power: {
      heading: 'Electricidad y ruido',
      sentences: [
        'En marcha el {m} consume {18..950/8} vatios, en espera menos de medio vatio.',
        'En el nivel más bajo hace un ruido de {19..42/1} decibelios, menos que un susurro.',
        'Se permite un alargador de hasta {3..10/1} metros si está desenrollado del todo.',
        'Después de un apagón sigue con los ajustes que tenía.',
        'La carga completa de la batería tarda {2..9/1} horas y puede hacerse de noche.',
      ],
    },
    parts: {
      heading: 'Repuestos',
      sentences: [
        'Guardamos repuestos del {m} durante {8..20/1} años después del fin de su fabricación.',
        'El juego de desgaste cuesta {15..89/2} euros y dura unos {6..24/1} meses.',
        'Los números de pedido están en la etiqueta debajo de la tapa.',
        'Se permiten piezas de otros fabricantes, pero los daños que causen corren por cuenta del dueño.',
        'Enviamos gratis por correo los despieces a los talleres independientes.',
      ],
    },
    instalments: {
      heading: 'Pago a plazos',
      sentences: [
        'El {m} se puede pagar en {6..36/3} plazos mensuales sin intereses.',
        'Con el pedido se paga una entrada del {5..25/5} por ciento.',
        'Nuestro banco comprueba la solvencia en {10..60/10} minutos; basta una nómina.',
        'La deuda restante puede liquidarse antes en cualquier momento, sin comisión.',
        'Si falta un plazo, a los {5..15/1} días llega un recordatorio, al principio gratuito.',
      ],
    },
    safety: {
      heading: 'Seguridad y niños',
      sentences: [
        'Los niños desde {6..14/1} años pueden manejar el {m} con un adulto delante.',
        'El bloqueo infantil se activa pulsando más y menos a la vez {3..8/1} segundos.',
        'Quien lleve marcapasos debe mantenerse a {15..60/5} centímetros de los imanes.',
        'Si hay humo u olor a quemado, desenchufe y llame a nuestro número de emergencia.',
        'El aparato lleva el sello GS y fue probado por un laboratorio independiente.',
      ],
    },
    tradein: {
      heading: 'Aparatos viejos y reciclaje',
      sentences: [
        'Por un aparato viejo de cualquier marca abonamos {20..160/10} euros al comprar un {m}.',
        'El viejo se recoge con la entrega si se avisó {2..7/1} días antes.',
        'Las baterías deben sacarse y entregarse aparte en un punto limpio.',
        'Los aparatos útiles los repara un taller social y se dan a familias necesitadas.',
        'Los datos guardados los borramos y, a petición, damos un acta.',
      ],
    },
  },
  general: {
    hours: {
      heading: 'Cómo localizarnos',
      text: 'Nuestra línea atiende de lunes a viernes de 8 a 19 horas y los sábados hasta las 14. En festivos solo se atiende el número de emergencia de las estufas. Los correos se contestan en un día laborable.',
    },
    invoice: {
      heading: 'Corregir una factura',
      text: 'Una factura se puede rehacer con otro nombre de empresa, otra dirección o NIF hasta 90 días después de la compra. La antigua se anula sola. Hace falta el número de pedido; el importe no se cambia.',
    },
    privacy: {
      heading: 'Datos personales',
      text: 'Los clientes pueden hacer borrar su cuenta y todos sus datos personales, en 20 días. Las facturas deben guardarse diez años y mientras tanto están bloqueadas. Una copia de todo lo guardado se entrega como archivo.',
    },
    payment: {
      heading: 'Formas de pago',
      text: 'Aceptamos tarjetas de crédito, transferencia, PayPal y, de empresas, la compra con factura. No aceptamos cheques ni efectivo. Con factura, la suma vence 21 días después del envío. No se ofrece criptomoneda.',
    },
    giftcard: {
      heading: 'Tarjetas regalo',
      text: 'Hay tarjetas regalo de 25 a 500 euros y valen cuatro años. Se pueden gastar en varias veces; el saldo está en el recibo. No se cambian por dinero. Una tarjeta perdida se bloquea y se sustituye al mostrar el recibo.',
    },
    abroad: {
      heading: 'Envíos al extranjero',
      text: 'Enviamos a todos los países de la Unión Europea, Noruega y Suiza. Fuera de la Unión el destinatario paga la aduana y el impuesto de importación. Las islas sin puente cuestan 39 euros más. No enviamos a apartados de correos.',
    },
    showroom: {
      heading: 'Salas de exposición',
      text: 'Hay exposiciones en Hamburgo, Lyon, Valencia y Riga. Allí se prueban todos los aparatos; la cita solo hace falta para las bicicletas de carga. Los perros son bienvenidos. Nada se lleva en el momento: las compras se entregan en casa.',
    },
    referral: {
      heading: 'Recomendar a amigos',
      text: 'Quien nos recomienda recibe 30 euros por cada amigo que compre por más de 300 euros. El amigo pone el código en la cesta y ahorra 15 euros. Los abonos caducan a los 18 meses y no se suman a descuentos de empleados.',
    },
    complaint: {
      heading: 'Quejas y arbitraje',
      text: 'Si alguien no está contento con una respuesta, la queja va a la defensora del cliente, que contesta en 10 días laborables. Después se puede acudir a la junta de arbitraje de Kehl; aceptamos sus decisiones hasta 5.000 euros.',
    },
    damage: {
      heading: 'Daños de transporte',
      text: 'Los daños de un paquete se comunican en 5 días, con fotos del cartón, la etiqueta y el artículo. El conductor no tiene que firmar nada. El recambio sale enseguida; la pieza rota se recoge en la puerta.',
    },
  },
  questions: [
    {
      ask: 'Hola, ¿qué descuento hacen a un colegio que compra el Lira 40?',
      answer: { model: 'Lira 40', aspect: 'price', fact: 1 },
    },
    {
      ask: 'Mi padre lleva marcapasos. ¿Hay que tener cuidado con los imanes del Salto 40?',
      answer: { model: 'Salto 40', aspect: 'safety', fact: 2 },
    },
    {
      ask: '¿Cuánto tarda en cargarse del todo la batería del Kolo 40? ¿La puedo dejar por la noche?',
      answer: { model: 'Kolo 40', aspect: 'power', fact: 4 },
    },
    {
      ask: 'Se nos rompió el Brisa 20 y lo tienen en reparación hace semanas. ¿Nos pueden prestar otro mientras tanto?',
      answer: { model: 'Brisa 20', aspect: 'warranty', fact: 3 },
    },
    {
      ask: 'Quiero terminar de pagar antes mi Torva 40. ¿Cobran comisión por liquidar la deuda?',
      answer: { model: 'Torva 40', aspect: 'instalments', fact: 3 },
    },
    { ask: '¿Atienden el teléfono los sábados o los días festivos?', answer: { general: 'hours' } },
    {
      ask: '¿Cuántos años sirve una tarjeta regalo, y se puede gastar en varias compras?',
      answer: { general: 'giftcard' },
    },
    {
      ask: 'En la factura pusieron mal la dirección de mi empresa, ¿la pueden rehacer?',
      answer: { general: 'invoice' },
    },
    {
      ask: '¿Tengo que pedir cita para probar una bicicleta de carga en Valencia?',
      answer: { general: 'showroom' },
    },
    {
      ask: '¿Vuestro filtro elimina la cal y el cloro, o también quita los minerales del agua?',
      answer: { family: 'Perla' },
    },
  ],
};
