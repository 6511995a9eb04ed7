// Charts: values under the pointer and the arrow keys, pictures to take away. Without it the tables have every value.
(() => {
	const script = document.currentScript, [read, picture, share] = script.dataset.words.split("|");
	const set = (one, all) => {
		for (const name in all) one.setAttribute(name, all[name]);
		return one;
	};
	const make = (name) => document.createElement(name);
	const add = (name, parent) => parent.appendChild(make(name));
	for (const svg of document.querySelectorAll(".chart-box>svg")) {
		const box = svg.parentNode, bar = box.querySelector(".take");
		values(svg);
		if (bar) ways(svg, box.id, bar);
	}

	// Dots are circles, and spots of a thick line; what they say stands in <metadata>, in the order of the drawing.
	function values(svg) {
		const tips = (svg.querySelector("metadata")?.textContent ?? "").split("|");
		const points = [...svg.querySelectorAll("circle,.dots,.peers")].flatMap((one) => one.cx
			? [[one.cx.baseVal.value, one.cy.baseVal.value]]
			: one.getAttribute("d").split("M").slice(1).map((spot) => spot.match(/[\d.]+/g).map(Number)))
			.map(([x, y], i) => ({ x, y, text: tips[i] }))
			.filter(({ text }) => text).sort((a, b) => a.x - b.x || a.y - b.y);
		if (!points.length) return;
		const { x: left, y: top, width } = svg.viewBox.baseVal;
		const plot = set(add("div", svg.parentNode), { class: "plot" });
		svg.replaceWith(plot);
		plot.append(svg);
		const layer = set(add("div", plot), {
			tabindex: 0, role: "slider", "aria-valuemax": points.length - 1,
			"aria-label": read + ": " + svg.querySelector("title").textContent,
		});
		const mark = add("i", layer), tip = add("output", layer);
		let at = points.length;
		const hide = () => layer.classList.remove("on");
		const say = (next) => {
			at = Math.max(0, Math.min(points.length - 1, next));
			set(layer, { class: "points", "aria-valuenow": at, "aria-valuetext": points[at].text });
			tip.textContent = points[at].text;
		};
		const show = (next) => {
			say(next);
			layer.classList.add("on");
			const wide = plot.clientWidth, { offsetWidth: w, offsetHeight: h } = tip;
			const x = (points[at].x - left) / width * wide, y = (points[at].y - top) / width * wide;
			mark.style.translate = `${x}px ${y}px`;
			tip.style.translate = `${Math.max(0, Math.min(wide - w, x - w / 2))}px ${y > h + 12 ? y - h - 10 : y + 12}px`;
		};
		// On a line the nearest period will do; where points stand above each other, the nearest point.
		const line = points.every((point, i) => !i || point.x - points[i - 1].x > 1);
		layer.onpointermove = (event) => {
			const area = plot.getBoundingClientRect(), scale = width / area.width;
			const x = (event.clientX - area.x) * scale + left, y = (event.clientY - area.y) * scale + top;
			const far = (one) => Math.hypot(one.x - x, line ? 0 : one.y - y);
			show(points.indexOf(points.reduce((best, one) => far(one) < far(best) ? one : best)));
		};
		layer.onpointerleave = () => layer === document.activeElement || hide();
		layer.onfocus = () => show(at);
		layer.onblur = hide;
		layer.onkeydown = (event) => {
			const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
			if (step) event.preventDefault(show(at + step));
			if (event.key === "Escape") hide();
		};
		// Nothing is measured before it is shown: a page may have many charts.
		say(at);
	}

	// The ways to take a chart away, folded: the link that is there, and what needs a script.
	function ways(svg, id, link) {
		const bar = add("details", link.parentNode);
		bar.className = "take";
		add("summary", bar).textContent = share;
		link.replaceWith(bar);
		bar.append(...link.childNodes);
		const button = (type, draw) => {
			const made = set(add("button", bar), { "aria-label": picture + " " + type });
			made.textContent = type;
			made.onclick = async () => {
				const download = `${document.title} ${id}.${type.toLowerCase()}`;
				set(make("a"), { href: await draw(), download }).click();
			};
		};
		const address = (style = "") => "data:image/svg+xml," + encodeURIComponent(alone(svg, style));
		button("SVG", () => address());
		button("PNG", async () => {
			const drawn = new Image(), canvas = make("canvas");
			drawn.src = address(await fonts());
			await drawn.decode();
			// Its fonts come a moment after it.
			await new Promise((done) => setTimeout(done, 200));
			canvas.width = drawn.width;
			canvas.height = drawn.height;
			canvas.getContext("2d").drawImage(drawn, 0, 0);
			return canvas.toDataURL();
		});
		const csv = document.querySelector(".downloads [href$=csv]");
		if (csv) button("CSV", () => csv.href);
	}

	// The drawing with its message above, its source below, and the colours that it is seen in.
	function alone(svg, style) {
		const shapes = "path,circle,text", copy = svg.cloneNode(true), seen = svg.querySelectorAll(shapes);
		const names = "fill,fill-opacity,stroke,stroke-width,stroke-dasharray,stroke-linecap,paint-order,font-size,font-weight".split(",");
		copy.querySelectorAll(shapes).forEach((one, i) => names.map((name) => set(one, { [name]: getComputedStyle(seen[i])[name] })));
		copy.querySelector("metadata")?.remove();
		const { color, backgroundColor, fontFamily } = getComputedStyle(document.body);
		const { x, y, width, height } = svg.viewBox.baseVal, pen = make("canvas").getContext("2d");
		const write = (text, size, weight) => {
			pen.font = `${weight} ${size}px ${fontFamily}`;
			const lines = [""], high = size * 1.35;
			for (const word of text.split(" ")) {
				if (pen.measureText(lines.at(-1) + word).width > width) lines.push("");
				lines[lines.length - 1] += word + " ";
			}
			const told = lines.map((line, i) => `<tspan x="${x}" dy="${i && high}">${line.replace(/[&<]/g, (c) => `&#${c.charCodeAt()};`)}</tspan>`).join("");
			return [lines.length * high, (y) => `<text y="${y}" fill="${color}" font-size="${size}" font-weight="${weight}">${told}</text>`];
		};
		const [above, head] = write(svg.querySelector("title").textContent, 12, 700);
		const [below, foot] = write(document.title + (location.host && " · " + location.host + location.pathname), 8, 400);
		const [left, top, wide, high] = [x - 12, y - above - 16, width + 24, height + above + below + 32];
		return `<svg xmlns="${svg.namespaceURI}" viewBox="${left} ${top} ${wide} ${high}" width="${wide * 3}" height="${high * 3}" font-family="Be Vietnam Pro,sans-serif"><style>${style}</style>`
			+ `<path fill="${backgroundColor}" d="M${left} ${top}h${wide}v${high}h-${wide}z"/>`
			+ head(top + 20) + copy.innerHTML.replace(/&nbsp;/g, "\xa0") + foot(y + height + 16) + "</svg>";
	}

	// A picture sees no font of its page: the site's own are put into it, where they can be read.
	async function fonts() {
		const one = async (name) => {
			const file = await fetch(new URL(`../fonts/be-vietnam-pro-${name}.woff2`, script.src)), reader = new FileReader();
			reader.readAsDataURL(await file.blob());
			await new Promise((done) => reader.onload = done);
			return `@font-face{font-family:"Be Vietnam Pro";font-weight:${name.slice(-3)};src:url(${reader.result})}`;
		};
		return (await Promise.all(["vietnamese-400", "vietnamese-700", "latin-400", "latin-700"].map(one)).catch(() => [])).join("");
	}
})();
