package no.itagenten.fleet.fleetctl.watch;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.ListOption;
import no.itagenten.fleet.fleetctl.invocation.Listing;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.output.Table;
import no.itagenten.fleet.protocol.json.WireJson;

/**
 * A list. What is new in it is told thing by thing: to people as rows below the others, to programs as it is in the list, with {@code
 * gone} beside its own fields. For one thread.
 */
public final class ListContent<T> implements Content {

    private final Invocation invocation;
    private final ListOption output;
    private final Listing<T> listing;
    private final Supplier<List<T>> source;
    private final Function<T, String> key;
    private final Function<T, String> title;
    private final Map<String, Told> told = new LinkedHashMap<>();
    private List<T> list = List.of();
    private boolean begun;
    private boolean hinted;

    private record Told(JsonElement tree, String title) {}

    /**
     * A list that nobody has asked for yet.
     *
     * @param key by which one is known again
     * @param title what people call one that has gone
     */
    public ListContent(
            Invocation invocation,
            ListOption output,
            Listing<T> listing,
            Supplier<List<T>> source,
            Function<T, String> key,
            Function<T, String> title) {
        this.invocation = invocation;
        this.output = output;
        this.listing = listing;
        this.source = source;
        this.key = key;
        this.title = title;
    }

    @Override
    public void read() {
        list = output.sorted(source.get());
    }

    @Override
    public String screen() {
        return list.isEmpty()
                ? Sanitizer.line(listing.hint()) + "\n"
                : listing.table().apply(list).render(invocation.look(output), invocation.outPaint());
    }

    @Override
    public void printNews() {
        List<Integer> changed = new ArrayList<>();
        Map<String, Told> now = new LinkedHashMap<>();
        for (int i = 0; i < list.size(); i++) {
            T one = list.get(i);
            String name = key.apply(one);
            now.put(name, new Told(WireJson.tree(one), title.apply(one)));
            if (!now.get(name).equals(told.get(name))) {
                changed.add(i);
            }
        }
        Map<String, Told> gone = new LinkedHashMap<>(told);
        gone.keySet().removeAll(now.keySet());
        if (output.forPrograms()) {
            changed.forEach(i -> print(now.get(key.apply(list.get(i))).tree(), false));
            gone.values().forEach(one -> print(one.tree(), true));
        } else {
            printRows(changed);
            gone.values().forEach(one -> invocation.say(Sanitizer.line(one.title()) + " is no longer in the list."));
        }
        told.clear();
        told.putAll(now);
    }

    private void print(JsonElement tree, boolean gone) {
        JsonObject item = tree.deepCopy().getAsJsonObject();
        item.addProperty("gone", gone);
        invocation.printNext(output, listing.kind(), item, !begun);
        begun = true;
    }

    private void printRows(List<Integer> changed) {
        if (changed.isEmpty()) {
            if (!begun && !hinted) {
                invocation.say(listing.hint());
                hinted = true;
            }
            return;
        }
        Table table = listing.table().apply(list);
        invocation.print(table.renderRows(invocation.look(output), invocation.outPaint(), changed, !begun));
        begun = true;
    }
}
